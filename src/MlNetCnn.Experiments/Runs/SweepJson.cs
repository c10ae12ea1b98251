using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MlNetCnn.Experiments;

/// <summary>The JSON of a <see cref="Sweep"/>: its version first.</summary>
internal static class SweepJson
{
    private static readonly VersionedJson<Document> Json = new("sweep", Sweep.CurrentVersion);

    public static byte[] Write(Sweep sweep) => VersionedJson<Document>.Write(new Document
    {
        Version = Sweep.CurrentVersion,
        Group = sweep.Group,
        Tags = sweep.Tags,
        Data = sweep.Data,
        Images = sweep.Images.IsEmpty ? null : sweep.Images,
        Architectures = sweep.Architectures,
        Settings = sweep.Settings,
        Seeds = sweep.Seeds,
        Choices = sweep.Choices,
        DrawSeed = sweep.DrawSeed,
        Halving = sweep.Halving,
    });

    /// <exception cref="InvalidDataException">It is no sweep, or one of a newer version.</exception>
    public static Sweep Read(string json) => Json.Read(json, document => new Sweep
    {
        Group = document.Group,
        Tags = OrNone(document.Tags, "tags"),
        Data = document.Data,
        Images = document.Images.OrNone(),
        Architectures = OrNone(document.Architectures, "architectures"),
        Settings = document.Settings.ToImmutableSortedDictionary(s => s.Key, s => OrNone(s.Value, s.Key), StringComparer.Ordinal),
        Seeds = document.Seeds,
        Choices = document.Choices,
        DrawSeed = document.DrawSeed,
        Halving = document.Halving,
    });

    private static ImmutableArray<T> OrNone<T>(ImmutableArray<T> values, string name) => values.IsDefault
        ? []
        : values.Contains(default!) ? throw new FormatException($"'{name}' has an empty value (null)") : values;

    private sealed record Document
    {
        public required int Version { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Group { get; init; }

        public ImmutableArray<string> Tags { get; init; } = [];

        public required string Data { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public ImmutableSortedDictionary<string, string>? Images { get; init; }

        public required ImmutableArray<Architecture> Architectures { get; init; }

        public ImmutableSortedDictionary<string, ImmutableArray<string>> Settings { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

        public int Seeds { get; init; } = 1;

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? Choices { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public int DrawSeed { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? Halving { get; init; }
    }
}
