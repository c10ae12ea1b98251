using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>
/// All that decides what a run comes to, as it was asked for: with the same request, data, number of threads and package versions a run
/// on the CPU ends with the same weights. It stands in the store and, as <c>request.json</c>, beside the results.
/// </summary>
// In the order of the JSON.
public sealed record RunRequest
{
    /// <summary>The format that this code writes and reads.</summary>
    public const int CurrentVersion = 1;

    private static readonly VersionedJson<RunRequest> Json = new("request for a run", CurrentVersion);

    private static readonly ImmutableSortedDictionary<string, string> NoSettings = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    [JsonInclude]
    internal int Version { get; init; } = CurrentVersion;

    /// <summary>What people call it. Default: null, the architecture's name.</summary>
    public string? Name { get; init; }

    /// <summary>The sweep or comparison it belongs to. Default: null.</summary>
    public string? Group { get; init; }

    /// <summary>Words to find it by. Default: none.</summary>
    public ImmutableArray<string> Tags { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The data set: a name that the command <c>mlnetcnn data</c> knows, or the full path of a file or folder.</summary>
    public required string Data { get; init; }

    /// <summary>How the images are read, by the names in <see cref="ImageSettings"/>. Default: none, as they are.</summary>
    [JsonIgnore]
    public ImmutableSortedDictionary<string, string> Images { get; init; } = NoSettings;

    [JsonInclude, JsonPropertyName("images")]
    internal ImmutableSortedDictionary<string, string>? ImagesOrNull
    {
        get => Images.IsEmpty ? null : Images;
        init => Images = value?.WithComparers(StringComparer.Ordinal) ?? NoSettings;
    }

    /// <summary>The network: of the catalog, which the JSON then only names, or one's own.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>
    /// Training, preprocessing, augmentation, seed, device and threads by their names in <see cref="TrainingSettings"/>; what is not given
    /// is the architecture's recipe. Without <c>threads</c> the worker chooses, and the run keeps its choice when it is resumed. Default: none.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init => field = value.WithComparers(StringComparer.Ordinal); } = NoSettings;

    /// <summary>
    /// The full path of a safetensors or PyTorch file of weights to start from, see <see cref="TrainingOptions.InitialWeights"/>. Default: null,
    /// all layers start anew.
    /// </summary>
    public string? InitialWeights { get; init; }

    /// <summary>
    /// The full path of a <c>model.onnx</c> or <c>model.zip</c> to train further, see <see cref="TrainingOptions.ContinueFrom"/>; not
    /// together with <see cref="InitialWeights"/>. Default: null.
    /// </summary>
    public string? ContinueFrom { get; init; }

    /// <summary>The same request with these settings laid onto its own.</summary>
    public RunRequest With(IEnumerable<KeyValuePair<string, string>> settings) => this with { Settings = Settings.SetItems(settings) };

    /// <summary>The settings as the trainer takes them.</summary>
    /// <exception cref="FormatException">A setting is unknown or cannot be read; the message says which.</exception>
    public TrainingOptions ToOptions() => TrainingSettings.Parse(Settings);

    /// <summary>How the images are read, as <see cref="ImageData.Open"/> takes it.</summary>
    /// <exception cref="FormatException">A setting is unknown or cannot be read; the message says which.</exception>
    public ImageLoading ToLoading() => ImageSettings.Parse(Images);

    /// <summary>A hash, of 40 hexadecimal digits, of all that decides what the run comes to: everything but name, group and tags.</summary>
    public string ContentHash()
    {
        var content = this with { Name = null, Group = null, Tags = [] };
        return Convert.ToHexStringLower(SHA256.HashData(VersionedJson<RunRequest>.Write(content)))[..40];
    }

    /// <summary>The same hash of requests that differ in nothing but their seed.</summary>
    internal string ChoiceHash() => (this with { Settings = Settings.Remove("seed") }).ContentHash();

    /// <summary>The request as JSON.</summary>
    public string ToJson() => Encoding.UTF8.GetString(VersionedJson<RunRequest>.Write(this));

    /// <summary>Reads what <see cref="ToJson"/> wrote, or somebody by hand.</summary>
    /// <exception cref="InvalidDataException">It is no request, or one of a newer version; the message says what is wrong and where.</exception>
    public static RunRequest FromJson(string json) => Json.Read(json);

    /// <summary>Writes the JSON into a file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => VersionedJson<RunRequest>.Save(this, path);

    /// <summary>Reads the JSON from a file.</summary>
    /// <exception cref="InvalidDataException">It is no request, or one of a newer version; the message names the file and what is wrong.</exception>
    public static RunRequest Load(string path) => Json.Load(path);

    /// <exception cref="ArgumentException">It cannot be a tag.</exception>
    internal static void CheckTag(string tag)
    {
        if (string.IsNullOrWhiteSpace(tag) || tag.Contains(',', StringComparison.Ordinal))
            throw new ArgumentException($"'{tag}' cannot be a tag: tags are words without commas.");
    }

    /// <summary>Checks what can be checked without the data.</summary>
    /// <exception cref="ArgumentException">Something is out of its range; the message names it.</exception>
    /// <exception cref="FormatException">A setting is unknown or cannot be read.</exception>
    internal RunRequest Check()
    {
        if (string.IsNullOrWhiteSpace(Data))
            throw new ArgumentException("The request names no data set: give a name or a path.");
        ToLoading().Check();
        foreach (var tag in Tags)
            CheckTag(tag);
        if (Settings.Keys.FirstOrDefault(name => TrainingSettings.Find(name).Group == TrainingSettingGroup.Columns) is { } column)
            throw new ArgumentException($"The setting '{column}' is for columns of ML.NET, but a run reads a data set: leave it out.");
        if (InitialWeights is not null && ContinueFrom is not null)
            throw new ArgumentException("The request names weights to start from and a model to train further: name one.");
        var options = ToOptions();
        options.RecipeFor(Architecture);
        DeviceRequest.Parse(options.Device);
        return this;
    }
}
