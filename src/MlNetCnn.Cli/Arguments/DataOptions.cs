using System.CommandLine;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>--data and how its images are read: the same switches wherever a command takes labelled images.</summary>
/// <param name="otherwise">What is read without --data.</param>
internal sealed class DataOptions(string otherwise = "bundled, ten drawn shapes that come along")
{
    private readonly Option<string?> _data = Options.Optional<string>("--data", "PATH|NAME",
        "What to read: a data set by its name (mlnetcnn data list), a folder of class folders with or without train, val and test above them, the same "
        + $"as .zip, .tar or .tar.gz, a folder of IDX or CIFAR files, a .csv of labels and pixels, or .parquet. Default: {otherwise}.");
    private readonly RegistryOptions<ImageLoading, OptionSetting<ImageLoading>> _images = new(ImageSettings.All);

    /// <summary>The switches, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [.. OfRuns, Cache];

    /// <summary>Those that a run keeps, which may be done on another machine: all but the folders of this one.</summary>
    public IReadOnlyList<Option> OfRuns => [_data, .. _images.Where(_ => true)];

    /// <summary>Those that say what may be imported.</summary>
    public IReadOnlyList<Option> Importing => [.. _images.Where(s => s.Name is "table-shape" or "label-column" or "bad-images"), Cache];

    /// <summary>Those that say how images are read, whatever the data are called.</summary>
    public IReadOnlyList<Option> Reading => [.. _images.Where(s => s.Name is not ("test-fraction" or "max-bad-images")), Cache];

    private Option<string?> Cache { get; } = CreateCache();

    /// <summary>The option that moves the folders of data sets.</summary>
    public static Option<string?> CreateCache() => Options.Optional<string>("--cache", "DIR",
        "The folder for downloads, data sets of your own and decoded images. Default: what MLNETCNN_DATA says, or the user's folders for caches and data.");

    /// <summary>Whether the arguments name data.</summary>
    public bool IsGiven(ParseResult result) => result.GetValue(_data) is not null;

    /// <summary>What the arguments ask for.</summary>
    public DataRequest Read(ParseResult result) => Read(result, result.GetValue(_data) ?? DataSets.Bundled.Name);

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
        var request = new DataRequest(reference.Data, ImageSettings.Parse(reference.Images)) { Cache = result.GetValue(Cache) };
        if (!request.IsThere)
            throw new FileNotFoundException($"The data that the model was trained on, '{reference.Data}', are no longer there: give --data.", reference.Data);
        terminal.Note($"The data are those that the model was trained on: {reference.Data}");
        return request;
    }

    /// <summary>What the switches ask for, for data that an argument names.</summary>
    public DataRequest Read(ParseResult result, string data) =>
        new(data, ImageSettings.Parse(_images.Given(result.CommandResult))) { Cache = result.GetValue(Cache) };
}
