using System.CommandLine;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>
/// --data and the image options, for all commands that take labeled images; <paramref name="otherwise"/> describes the default of --data.
/// </summary>
internal sealed class DataOptions(string otherwise = "bundled, 10 drawn shapes")
{
    private const string Resize = "resize";

    private readonly Option<string?> _data = Options.Optional<string>("--data", "PATH|NAME",
        $"Read this data set, folder, archive or file (mlnetcnn data list; formats: mlnetcnn data inspect --help). Default: {otherwise}.");
    private readonly RegistryOptions<ImageLoading, OptionSetting<ImageLoading>> _images = new(ImageSettings.All);

    /// <summary>In the order of the help.</summary>
    public IReadOnlyList<Option> All => [.. OfRuns, Cache];

    /// <summary>Options stored with a run, which may be executed on another machine: all but local folders.</summary>
    public IReadOnlyList<Option> OfRuns => [_data, .. _images.Where(_ => true)];

    /// <summary>The options that most people set.</summary>
    public IEnumerable<Option> Common => [_data, .. _images.Common];

    /// <summary>Options for importing data.</summary>
    public IReadOnlyList<Option> Importing => [.. _images.Where(s => s.Name is "table-shape" or "bad-images" || s.Name.EndsWith("-column", StringComparison.Ordinal) || s.Name == "ignore-columns"), Cache];

    /// <summary>Options for decoding images, independent of the data set.</summary>
    public IReadOnlyList<Option> Reading => [.. _images.Where(s => s.Name is not ("test-fraction" or "max-bad-images")), Cache];

    private Option<string?> Cache { get; } = CreateCache();

    /// <summary>The option for the folder of data sets.</summary>
    public static Option<string?> CreateCache() => Options.Optional<string>("--cache", "DIR",
        "Keep downloads, imported data sets and decoded images in this folder. Default: $MLNETCNN_DATA, else the user's folders for caches and data.");

    public bool IsGiven(ParseResult result) => result.GetValue(_data) is not null;

    public DataRequest Read(ParseResult result) => Read(result, result.GetValue(_data) ?? DataSets.Bundled.Name);

    /// <summary>The images of a request, where the options do not say otherwise.</summary>
    public DataRequest Read(ParseResult result, RunRequest request)
    {
        var images = request.Images.SetItems(_images.Given(result.CommandResult));
        return new(result.GetValue(_data) ?? request.Data, ImageSettings.Parse(images)) { Cache = result.GetValue(Cache), Given = [.. images.Keys] };
    }

    /// <summary>
    /// Without --data, returns the data that the model was trained on, with the same image options; with these data and no options too,
    /// where training held out test images.
    /// </summary>
    /// <exception cref="ArgumentException">There is no --data, and the model does not say what it was trained on.</exception>
    /// <exception cref="FileNotFoundException">There is no --data, and what the model was trained on is gone.</exception>
    public DataRequest Read(ParseResult result, ScoringGraph model, Terminal terminal)
    {
        if (IsGiven(result))
            return AsTrained(Read(result), [.. _images.Given(result.CommandResult)], model, terminal);
        if (All.FirstOrDefault(o => o != Cache && result.GetResult(o) is { Implicit: false }) is { } option)
            throw new ArgumentException($"{option.Name} is about the images of --data: give --data too.");
        var reference = DataReference.Read(model.DataReference)
            ?? throw new ArgumentException($"{model.Source} does not say what data it was trained on: give --data.");
        var request = new DataRequest(reference.Data, ImageSettings.Parse(reference.Images)) { Cache = result.GetValue(Cache) };
        if (!request.IsThere)
            throw new FileNotFoundException($"The data that the model was trained on, '{reference.Data}', are no longer there: give --data.", reference.Data);
        terminal.Note($"Using the data that the model was trained on: {reference.Data}");
        return request;
    }

    // Images are resized as in training, and those that it held out for testing stay test images, unless options read others.
    private static DataRequest AsTrained(DataRequest request, KeyValuePair<string, string>[] given, ScoringGraph model, Terminal terminal)
    {
        if (DataReference.Read(model.DataReference) is not { } trained)
            return request;
        if (!given.All(s => s.Key == Resize || trained.Images.GetValueOrDefault(s.Key) == s.Value)
            || !request.IsThere || trained.Data != request.NameForRuns || !trained.Images.ContainsKey(DataDefaults.TestFraction))
        {
            return request.Given.Contains(Resize) ? request : request with { Loading = request.Loading with { Resize = trained.Resize } };
        }
        terminal.Note("The images are read as in training: the test images are those that training held out.");
        return request with { Loading = ImageSettings.Parse(trained.Images.SetItems(given)) };
    }

    /// <summary>For data named by an argument instead of --data.</summary>
    public DataRequest Read(ParseResult result, string data)
    {
        KeyValuePair<string, string>[] given = [.. _images.Given(result.CommandResult)];
        return new(data, ImageSettings.Parse(given)) { Cache = result.GetValue(Cache), Given = [.. given.Select(s => s.Key)] };
    }
}
