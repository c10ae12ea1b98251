using System.CommandLine;
using System.Globalization;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>--data and how its images are read: the same switches wherever a command takes labelled images.</summary>
/// <param name="otherwise">What is read without --data.</param>
internal sealed class DataOptions(string otherwise = "bundled, ten drawn shapes that come along")
{
    private readonly Option<string?> _data = Options.Optional<string>("--data", "PATH|NAME",
        "What to read: a data set by its name (mlnetcnn data list), a folder of class folders with or without train, val and test above them, the same "
        + $"as .zip, .tar or .tar.gz, a folder of IDX or CIFAR files, a .csv of labels and pixels, or .parquet. Default: {otherwise}.");
    private readonly Option<double?> _testFraction = Options.Optional<double?>("--test-fraction", "X",
        "Where the data have no test images: the share of each class kept back as such, above 0 and below 1, the same images every time. Default: none.");

    private readonly Option<int?> _maxBadImages = Options.Optional<int?>("--max-bad-images", "N",
        "With --bad-images skip: the most that may be left out, 0 or more. Default: 100.");

    /// <summary>The switches, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_data, _testFraction, Size, Channels, Resize, FastDecode, TableShape, LabelColumn, BadImages, _maxBadImages, Cache];

    /// <summary>Those that a run keeps, which may be done on another machine: all but the folders of this one.</summary>
    public IReadOnlyList<Option> OfRuns => [_data, _testFraction, Size, Channels, Resize, FastDecode, TableShape, LabelColumn, BadImages, _maxBadImages];

    /// <summary>Those that say what may be imported.</summary>
    public IReadOnlyList<Option> Importing => [TableShape, LabelColumn, BadImages, Cache];

    /// <summary>Those that say how images are read, whatever the data are called.</summary>
    public IReadOnlyList<Option> Reading => [Size, Channels, Resize, FastDecode, TableShape, LabelColumn, BadImages, Cache];

    private Option<string?> Size { get; } = WithCheck(Options.Optional<string>("--size", "N|HxW",
        "The height and width every image gets. Default: their own, which must then be the same for all."), text => SizeOf(text) is null ? "a side, or height and width like 96x128" : null);

    private Option<int?> Channels { get; } = WithCheck(Options.Optional<int?>("--channels", "1|3", "1 makes the images grey, 3 gives red, green and blue. Default: as they are."),
        text => text is "1" or "3" ? null : "1 or 3");

    private Option<string?> Resize { get; } = OneOf(Options.Optional<string>("--resize", "stretch|crop|pad",
        "How images of another size come to --size: stretched, cut around the centre, or with black at the edges. Default: stretch."), "stretch", "crop", "pad");

    private Option<bool> FastDecode { get; } = new("--fast-decode")
    {
        Description =
        "Decode JPEGs that become smaller at a smaller scale: 1.6 times as fast, but pixels differ by about 1 of 255, at sharp edges by up to 80. Default: exact."
    };

    private Option<string?> TableShape { get; } = WithCheck(Options.Optional<string>("--table-shape", "CxHxW",
        "For tables of pixels: the shape of an image, like 3x32x48. Default: square."), text => ShapeOf(text) is null ? "channels, height and width like 3x32x48" : null);

    private Option<string?> LabelColumn { get; } = Options.Optional<string>("--label-column", "NAME|first|last|N",
        "For tables: the column of the label, by its name or its place. Default: found by its name, or without a header line by its values.");

    private Option<string?> BadImages { get; } = OneOf(Options.Optional<string>("--bad-images", "fail|skip",
        "An image that cannot be read stops the command, or is left out and told of. Default: skip."), "fail", "skip");

    private Option<string?> Cache { get; } = CreateCache();

    /// <summary>The option that moves the folders of data sets.</summary>
    public static Option<string?> CreateCache() => Options.Optional<string>("--cache", "DIR",
        "The folder for downloads, data sets of your own and decoded images. Default: what MLNETCNN_DATA says, or the user's folders for caches and data.");

    /// <summary>Whether the arguments name data.</summary>
    public bool IsGiven(ParseResult result) => result.GetValue(_data) is not null;

    /// <summary>What the arguments ask for.</summary>
    public DataRequest Read(ParseResult result) => new(
        result.GetValue(_data) ?? DataSets.Bundled.Name,
        LoadingOf(result) with { MaxBadImages = result.GetValue(_maxBadImages) ?? new ImageLoading().MaxBadImages })
    {
        Cache = result.GetValue(Cache),
        TestFraction = result.GetValue(_testFraction),
    };

    /// <summary>What the arguments ask for; without --data, what a model was trained on, read as it was then.</summary>
    /// <param name="result">The arguments.</param>
    /// <param name="model">The model.</param>
    /// <param name="terminal">Told which data are taken.</param>
    /// <exception cref="ArgumentException">There is no --data, and the model does not say what it was trained on.</exception>
    /// <exception cref="FileNotFoundException">There is no --data, and what the model was trained on is gone.</exception>
    public DataRequest Read(ParseResult result, ScoringGraph model, Terminal terminal)
    {
        if (IsGiven(result))
            return Read(result);
        if (All.FirstOrDefault(o => o != Cache && result.GetResult(o) is { Implicit: false }) is { } option)
            throw new ArgumentException($"{option.Name} is about the images of --data: give --data too.");
        var reference = DataReference.Read(model.DataReference)
            ?? throw new ArgumentException($"{model.Source} does not say what data it was trained on: give --data.");
        var request = new DataRequest(reference.Data, reference.Images.ToLoading()) { Cache = result.GetValue(Cache), TestFraction = reference.Images.TestFraction };
        if (!request.IsThere)
            throw new FileNotFoundException($"The data that the model was trained on, '{reference.Data}', are no longer there: give --data.", reference.Data);
        terminal.Note($"The data are those that the model was trained on: {reference.Data}");
        return request;
    }

    /// <summary>What the switches ask for, for data that an argument names.</summary>
    public DataRequest Read(ParseResult result, string data) => new(data, LoadingOf(result)) { Cache = result.GetValue(Cache) };

    private ImageLoading LoadingOf(ParseResult result) => new()
    {
        Size = result.GetValue(Size) is { } size ? SizeOf(size) : null,
        Channels = result.GetValue(Channels),
        Resize = result.GetValue(Resize) is { } resize ? Enum.Parse<ResizeMode>(resize, ignoreCase: true) : ResizeMode.Stretch,
        FastDecode = result.GetValue(FastDecode),
        LabelColumn = result.GetValue(LabelColumn),
        TableShape = result.GetValue(TableShape) is { } shape ? ShapeOf(shape) : null,
        BadImages = result.GetValue(BadImages) == "fail" ? BadImageAction.Fail : BadImageAction.Skip,
    };

    private static Size2d? SizeOf(string text)
    {
        var sides = text.Split('x', '×');
        return sides.Length is 1 or 2 && sides.All(side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0)
            ? new Size2d(int.Parse(sides[0], CultureInfo.InvariantCulture), int.Parse(sides[^1], CultureInfo.InvariantCulture))
            : null;
    }

    private static TensorShape? ShapeOf(string text)
    {
        try
        {
            return TensorShape.Parse(text) is { IsImage: true } shape ? shape : null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static Option<string?> OneOf(Option<string?> option, params string[] words)
    {
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    private static Option<T> WithCheck<T>(Option<T> option, Func<string, string?> needed)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && needed(token.Value) is { } what)
                result.AddError($"{option.Name} needs {what}, but '{token.Value}' came.");
        });
        return option;
    }
}
