using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>Runs over choices of architectures and settings, with several seeds each.</summary>
public sealed record Sweep
{
    private const string Seed = "seed";

    /// <summary>The architectures, at least one.</summary>
    public required ImmutableArray<Architecture> Architectures { get; init; }

    /// <summary>The data set, see <see cref="RunRequest.Data"/>.</summary>
    public required string Data { get; init; }

    /// <summary>How the images are read. Default: as they are.</summary>
    public RunImages Images { get; init; } = new();

    /// <summary>Settings by name, each with the values to try. Default: none.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Settings { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    /// <summary>Runs of each choice, at least 1, with the seeds 1, 2, …. Default: 1.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>How many choices to draw at random, at least 1. Default: null, all there are.</summary>
    public int? Choices { get; init; }

    /// <summary>Decides what is drawn. Default: 0.</summary>
    public int DrawSeed { get; init; }

    /// <summary>The group of the runs. Default: null.</summary>
    public string? Group { get; init; }

    /// <summary>Words to find the runs by. Default: none.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The requests, all seeds of a choice together.</summary>
    /// <exception cref="ArgumentException">A value is out of its range, or there is nothing to choose from; the message says which.</exception>
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
        var choices = Grid().ToArray();
        if (Choices is { } drawn && drawn < choices.Length)
        {
            new Random(DrawSeed).Shuffle(choices);
            choices = choices[..drawn];
        }
        return [.. choices.SelectMany(choice => Enumerable.Range(1, Seeds).Select(seed => choice.With([new(Seed, $"{seed}")]).Check()))];
    }

    private IEnumerable<RunRequest> Grid()
    {
        var grid = Architectures.Select(a => new RunRequest { Architecture = a, Data = Data, Images = Images, Group = Group, Tags = Tags });
        foreach (var (name, values) in Settings)
            grid = grid.SelectMany(request => values.Distinct().Select(value => request.With([new(name, value)])));
        return grid;
    }
}
