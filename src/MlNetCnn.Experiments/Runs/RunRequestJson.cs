using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MlNetCnn.Experiments;

/// <summary>The JSON of a <see cref="RunRequest"/>: its version first.</summary>
internal static class RunRequestJson
{
    private static readonly VersionedJson<Document> Json = new("request for a run", RunRequest.CurrentVersion);

    public static byte[] Write(RunRequest request) => VersionedJson<Document>.Write(new Document
    {
        Version = RunRequest.CurrentVersion,
        Name = request.Name,
        Group = request.Group,
        Tags = request.Tags,
        Data = request.Data,
        Images = request.Images.IsEmpty ? null : request.Images,
        Architecture = request.Architecture,
        Settings = request.Settings,
        InitialWeights = request.InitialWeights,
        ContinueFrom = request.ContinueFrom,
    });

    /// <exception cref="InvalidDataException">It is no request, or one of a newer version.</exception>
    public static RunRequest Read(string json) => Json.Read(json, document => new RunRequest
    {
        Name = document.Name,
        Group = document.Group,
        Tags = document.Tags.IsDefault ? [] : document.Tags,
        Data = document.Data,
        Images = document.Images.OrNone(),
        Architecture = document.Architecture,
        Settings = document.Settings.OrNone(),
        InitialWeights = document.InitialWeights,
        ContinueFrom = document.ContinueFrom,
    });

    /// <summary>Settings as a document has them, which may lack them.</summary>
    public static ImmutableSortedDictionary<string, string> OrNone(this ImmutableSortedDictionary<string, string>? settings) =>
        (settings ?? ImmutableSortedDictionary<string, string>.Empty).WithComparers(StringComparer.Ordinal);

    private sealed record Document
    {
        public required int Version { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Name { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Group { get; init; }

        public ImmutableArray<string> Tags { get; init; } = [];

        public required string Data { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public ImmutableSortedDictionary<string, string>? Images { get; init; }

        public required Architecture Architecture { get; init; }

        public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? InitialWeights { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? ContinueFrom { get; init; }
    }
}
