using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using System.Text.Json.Serialization;

namespace MlNetCnn.Experiments;

/// <summary>Runs over combinations of architectures and settings, with several seeds each; saved as JSON it can be repeated.</summary>
// In the order of the JSON.
internal sealed record Sweep
{
    /// <summary>The format version that this code reads and writes.</summary>
    public const int CurrentVersion = 1;

    public const int DefaultMaxRuns = 10_000;

    /// <summary>Every run is built in memory and kept in the store.</summary>
    public const int MostMaxRuns = 1_000_000;

    private const string Seed = "seed";

    private static readonly VersionedJson<Sweep> Json = new("sweep", CurrentVersion);

    // Random sampling numbers the choices without building them.
    private const int MostToDrawFrom = 10_000_000;

    [JsonInclude]
    internal int Version { get; init; } = CurrentVersion;

    /// <summary>The group of the runs. Default: null.</summary>
    public string? Group { get; init; }

    /// <summary>Tags of the runs. Default: none.</summary>
    public ImmutableArray<string> Tags { get; init => field = WithoutNull(value, "tags"); } = [];

    /// <summary>See <see cref="RunRequest.Data"/>.</summary>
    public required string Data { get; init; }

    /// <summary>See <see cref="RunRequest.Images"/>. Default: none.</summary>
    [JsonIgnore]
    public ImmutableSortedDictionary<string, string> Images { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    [JsonInclude, JsonPropertyName("images")]
    internal ImmutableSortedDictionary<string, string>? ImagesOrNull
    {
        get => Images.IsEmpty ? null : Images;
        init => Images = (value ?? ImmutableSortedDictionary<string, string>.Empty).WithComparers(StringComparer.Ordinal);
    }

    /// <summary>At least one.</summary>
    public required ImmutableArray<Architecture> Architectures { get; init => field = WithoutNull(value, "architectures"); }

    /// <summary>Settings by name, each with the values to try. Default: none.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Settings
    {
        get;
        init => field = value.ToImmutableSortedDictionary(s => s.Key, s => WithoutNull(s.Value, s.Key), StringComparer.Ordinal);
    } = ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    /// <summary>Runs of each choice, at least 1, with the seeds 1, 2, …. Default: 1.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Number of choices to sample at random, at least 1. Default: null, all.</summary>
    public int? Choices { get; init; }

    /// <summary>Random seed of the sample. Default: 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int DrawSeed { get; init; }

    /// <summary>
    /// Prunes choices by successive halving (Jamieson and Talwalkar 2016; Li et al. 2018 use 3): after 1/n, 1/n², … of the epochs, only the
    /// best 1/n of the choices by mean validation accuracy continue, rounded up, until one is left. Needs validation images and the same
    /// number of epochs for all. At least 2. Default: null, no pruning.
    /// </summary>
    public int? Halving { get; init; }

    /// <summary>
    /// The most runs that <see cref="Requests"/> makes, from 1 to <see cref="MostMaxRuns"/>; checked before any is made. Not part of the
    /// JSON. Default: <see cref="DefaultMaxRuns"/>.
    /// </summary>
    [JsonIgnore]
    public int MaxRuns { get; init; } = DefaultMaxRuns;

    /// <summary>All seeds of a choice are adjacent.</summary>
    /// <exception cref="ArgumentException">
    /// A value is out of its range, there is nothing to choose from, or there are more runs than <see cref="MaxRuns"/>; the message says which.
    /// </exception>
    /// <exception cref="FormatException">A setting is unknown or cannot be read.</exception>
    public IReadOnlyList<RunRequest> Requests()
    {
        if (Architectures.IsDefaultOrEmpty)
            throw new ArgumentException("A sweep needs at least one architecture.");
        if (Seeds < 1)
            throw new ArgumentException($"The number of seeds is {Seeds}, but must be at least 1.");
        if (Choices is < 1)
            throw new ArgumentException($"The number of choices is {Choices}, but must be at least 1.");
        if (Settings.ContainsKey(Seed))
            throw new ArgumentException("A sweep numbers its seeds itself: say how many.");
        if (Settings.FirstOrDefault(s => s.Value.IsDefaultOrEmpty).Key is { } empty)
            throw new ArgumentException($"The setting '{empty}' has no values to try.");
        if (MaxRuns is < 1 or > MostMaxRuns)
            throw new ArgumentException($"The largest number of runs is {MaxRuns:n0}, but must be from 1 to {MostMaxRuns:n0}.");
        var values = Settings.ToImmutableSortedDictionary(s => s.Key, s => s.Value.Distinct().ToArray(), StringComparer.Ordinal);
        var grid = values.Values.Aggregate((BigInteger)Architectures.Length, (count, tried) => count * tried.Length);
        var runs = BigInteger.Min(grid, Choices ?? grid) * Seeds;
        if (runs > MaxRuns)
            throw new ArgumentException($"These choices make {runs:n0} runs, but at most {MaxRuns:n0} are made at once: try fewer values or seeds, or draw fewer choices at random.");
        if (grid > MostToDrawFrom)
            throw new ArgumentException($"There are {grid:n0} choices to draw from, but at most {MostToDrawFrom:n0}: try fewer values.");
        int[] choices = [.. Enumerable.Range(0, (int)grid)];
        if (Choices is { } drawn && drawn < choices.Length)
        {
            new Random(DrawSeed).Shuffle(choices);
            choices = choices[..drawn];
        }
        string[] tried = [.. values.Where(s => s.Value.Length > 1).Select(s => s.Key), .. Seeds > 1 ? (string[])[Seed] : []];
        RunRequest[] requests = [.. choices.Select(choice => Choice(choice, values))
            .SelectMany(choice => Enumerable.Range(1, Seeds).Select(seed => Named(choice.With([new(Seed, $"{seed}")]), tried).Check()))];
        HalvingOf(requests);
        return requests;
    }

    /// <summary>The pruning rule for these requests, or null.</summary>
    /// <exception cref="ArgumentException">They cannot be; the message says why.</exception>
    internal SuccessiveHalving? HalvingOf(IReadOnlyList<RunRequest> requests)
    {
        if (Halving is not { } factor)
            return null;
        int[] epochs = [.. requests.Select(r => r.ToOptions().RecipeFor(r.Architecture).Epochs).Distinct().Order()];
        if (epochs.Length > 1)
            throw new ArgumentException($"Halving compares runs after the same number of epochs, but these train for {epochs[0]} to {epochs[^1]}: give one number of epochs for all.");
        return SuccessiveHalving.Of(factor, epochs[0], requests.Count / Seeds);
    }

    public string ToJson() => Encoding.UTF8.GetString(VersionedJson<Sweep>.Write(this));

    /// <summary>Reads JSON from <see cref="ToJson"/> or written by hand.</summary>
    /// <exception cref="InvalidDataException">It is no sweep, or one of a newer version; the message says what is wrong and where.</exception>
    public static Sweep FromJson(string json) => Json.Read(json);

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => VersionedJson<Sweep>.Save(this, path);

    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no sweep, or one of a newer version; the message names the file and what is wrong.</exception>
    public static Sweep Load(string path) => Json.Load(path);

    private static ImmutableArray<T> WithoutNull<T>(ImmutableArray<T> values, string name) => values.IsDefault
        ? []
        : values.Contains(default!) ? throw new FormatException($"'{name}' has an empty value (null)") : values;

    // What differs tells the runs of a list apart.
    private static RunRequest Named(RunRequest request, string[] tried) => tried.Length == 0 ? request
        : request with { Name = string.Join(" · ", [request.Architecture.Name, .. tried.Select(name => $"{name.Replace('-', ' ')} {request.Settings[name]}")]) };

    // Like the digits of a number: the last setting changes first, the architecture last.
    private RunRequest Choice(int number, ImmutableSortedDictionary<string, string[]> values)
    {
        var settings = new List<KeyValuePair<string, string>>();
        foreach (var (name, tried) in values.Reverse())
        {
            settings.Add(new(name, tried[number % tried.Length]));
            number /= tried.Length;
        }
        return new RunRequest { Architecture = Architectures[number], Data = Data, Images = Images, Group = Group, Tags = Tags }.With(settings);
    }
}
