using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlNetCnn.Experiments;

/// <summary>The JSON of a <see cref="RunRequest"/>: its version first.</summary>
internal static class RunRequestJson
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new ArchitectureConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly RunImages AsTheyAre = new();

    public static byte[] Write(RunRequest request) => JsonSerializer.SerializeToUtf8Bytes(
        new Document
        {
            Version = RunRequest.CurrentVersion,
            Name = request.Name,
            Group = request.Group,
            Tags = request.Tags,
            Data = request.Data,
            Images = request.Images == AsTheyAre ? null : request.Images,
            Architecture = request.Architecture,
            Settings = request.Settings,
            InitialWeights = request.InitialWeights,
            ContinueFrom = request.ContinueFrom,
        },
        Json);

    /// <exception cref="InvalidDataException">It is no request, or one of a newer version.</exception>
    public static RunRequest Read(string json)
    {
        try
        {
            RequireVersion(json);
            var document = JsonSerializer.Deserialize<Document>(json, Json) ?? throw new JsonException("It is empty.");
            return new RunRequest
            {
                Name = document.Name,
                Group = document.Group,
                Tags = document.Tags.IsDefault ? [] : document.Tags,
                Data = document.Data,
                Images = document.Images ?? AsTheyAre,
                Architecture = document.Architecture,
                Settings = document.Settings.WithComparers(StringComparer.Ordinal),
                InitialWeights = document.InitialWeights,
                ContinueFrom = document.ContinueFrom,
            };
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"This is no request for a run: {e.Message.TrimEnd('.')}.", e);
        }
    }

    // The version first: what else a newer request holds need not be known here.
    private static void RequireVersion(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("version", out var value) || !value.TryGetInt32(out var version))
            throw new JsonException("its version is missing");
        if (version != RunRequest.CurrentVersion)
            throw new InvalidDataException(
                $"The request is of version {version}, but this version of MlNetCnn reads {RunRequest.CurrentVersion}: update it.");
    }

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
        public RunImages? Images { get; init; }

        public required Architecture Architecture { get; init; }

        public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? InitialWeights { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? ContinueFrom { get; init; }
    }

    // A network of the catalog by its name, one's own as its description.
    private sealed class ArchitectureConverter : JsonConverter<Architecture>
    {
        public override Architecture Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
                return Architectures.Find(reader.GetString()!);
            using var description = JsonDocument.ParseValue(ref reader);
            return Architecture.FromJson(description.RootElement.GetRawText());
        }

        public override void Write(Utf8JsonWriter writer, Architecture value, JsonSerializerOptions options)
        {
            if (Architectures.TryFind(value.Name, out var known) && known.Equals(value))
                writer.WriteStringValue(value.Name);
            else
                writer.WriteRawValue(value.ToJson());
        }
    }
}
