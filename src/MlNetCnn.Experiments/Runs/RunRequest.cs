using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>
/// Everything that determines the result of a run: with the same request, data, number of threads and package versions, a run on the CPU
/// ends with the same weights. Kept in the store and as <c>request.json</c> beside the results.
/// </summary>
// In the order of the JSON.
public sealed record RunRequest
{
    /// <summary>The format version that this code reads and writes.</summary>
    public const int CurrentVersion = 1;

    internal const int FewestFolds = 2, MostFolds = 20;

    private static readonly VersionedJson<RunRequest> Json = new("request for a run", CurrentVersion);

    private static readonly ImmutableSortedDictionary<string, string> NoSettings = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    [JsonInclude]
    internal int Version { get; init; } = CurrentVersion;

    /// <summary>Default: null, the architecture's name.</summary>
    public string? Name { get; init; }

    /// <summary>The sweep or comparison it belongs to. Default: null.</summary>
    public string? Group { get; init; }

    /// <summary>Default: none.</summary>
    public ImmutableArray<string> Tags { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>A name known to <c>mlnetcnn data</c>, or the full path of a file or folder.</summary>
    public required string Data { get; init; }

    /// <summary>Image settings by the names in <see cref="ImageSettings"/>. Default: none.</summary>
    [JsonIgnore]
    public ImmutableSortedDictionary<string, string> Images { get; init; } = NoSettings;

    [JsonInclude, JsonPropertyName("images")]
    internal ImmutableSortedDictionary<string, string>? ImagesOrNull
    {
        get => Images.IsEmpty ? null : Images;
        init => Images = value?.WithComparers(StringComparer.Ordinal) ?? NoSettings;
    }

    /// <summary>A catalog network, which the JSON stores by name, or a custom one.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>
    /// Training, preprocessing, augmentation, seed, device and threads by their names in <see cref="TrainingSettings"/>; others come from
    /// the architecture's recipe. Without <c>threads</c> the worker chooses, and a resumed run keeps its choice. Default: none.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init => field = value.WithComparers(StringComparer.Ordinal); } = NoSettings;

    /// <summary>
    /// The full path of a safetensors or PyTorch file of initial weights, see <see cref="TrainingOptions.InitialWeights"/>. Default: null,
    /// random initialization.
    /// </summary>
    public string? InitialWeights { get; init; }

    /// <summary>
    /// The full path of a <c>model.onnx</c> or <c>model.zip</c> to continue training, see <see cref="TrainingOptions.ContinueFrom"/>;
    /// excludes <see cref="InitialWeights"/>. Default: null.
    /// </summary>
    public string? ContinueFrom { get; init; }

    /// <summary>
    /// Images of no class, a name or a full path as <see cref="Data"/>, see <see cref="TrainingOptions.Strangers"/>; needs the setting
    /// <c>unknown</c>. Default: null.
    /// </summary>
    public string? Strangers { get; init; }

    /// <summary>
    /// The folds of a cross-validation that <c>mlnetcnn train --folds</c> did before, from 2 to 20; its predictions may have calibrated the model.
    /// Workers do not repeat it. Default: null, none.
    /// </summary>
    public int? Folds { get; init; }

    /// <summary>Adds settings, overriding existing ones.</summary>
    public RunRequest With(IEnumerable<KeyValuePair<string, string>> settings) => this with { Settings = Settings.SetItems(settings) };

    /// <exception cref="FormatException">A setting is unknown or cannot be read; the message says which.</exception>
    public TrainingOptions ToOptions() => TrainingSettings.Parse(Settings);

    /// <exception cref="FormatException">A setting is unknown or cannot be read; the message says which.</exception>
    public ImageLoading ToLoading() => ImageSettings.Parse(Images);

    /// <summary>Every setting of training and images that plays a part, by name: requested, of the recipe, or the default.</summary>
    public IReadOnlyDictionary<string, string> EffectiveSettings()
    {
        IEnumerable<KeyValuePair<string, string>> settings;
        try
        {
            settings = TrainingSettings.Effective(ToOptions(), Architecture);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            settings = Settings; // Of another version, which this one cannot read.
        }
        return settings.Concat(Images).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>Hash (40 hexadecimal digits) of everything that determines the result: all but name, group and tags.</summary>
    public string ContentHash()
    {
        var content = this with { Name = null, Group = null, Tags = [] };
        return Convert.ToHexStringLower(SHA256.HashData(VersionedJson<RunRequest>.Write(content)))[..40];
    }

    /// <summary>Equal for requests that differ only in their seed.</summary>
    internal string ChoiceHash() => (this with { Settings = Settings.Remove("seed") }).ContentHash();

    public string ToJson() => Encoding.UTF8.GetString(VersionedJson<RunRequest>.Write(this));

    /// <summary>Reads JSON from <see cref="ToJson"/> or written by hand.</summary>
    /// <exception cref="InvalidDataException">It is no request, or one of a newer version; the message says what is wrong and where.</exception>
    public static RunRequest FromJson(string json) => Json.Read(json);

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => VersionedJson<RunRequest>.Save(this, path);

    /// <exception cref="InvalidDataException">It is no request, or one of a newer version; the message names the file and what is wrong.</exception>
    public static RunRequest Load(string path) => Json.Load(path);

    /// <exception cref="ArgumentException">It cannot be a tag.</exception>
    internal static void CheckTag(string tag)
    {
        if (string.IsNullOrWhiteSpace(tag) || tag.Contains(',', StringComparison.Ordinal))
            throw new ArgumentException($"'{tag}' cannot be a tag: tags are words without commas.");
    }

    /// <summary>Validates everything that does not need the data.</summary>
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
        if (Folds is < FewestFolds or > MostFolds)
            throw new ArgumentException($"The number of folds is {Folds}, but must be from {FewestFolds} to {MostFolds}.");
        var options = ToOptions();
        if (Strangers is not null && options.Unknown is null)
            throw new ArgumentException("The request names images of no class, but not the setting 'unknown': give it too.");
        options.RecipeFor(Architecture);
        DeviceRequest.Parse(options.Device);
        return this;
    }
}
