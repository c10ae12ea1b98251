using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlNetCnn.Training;

/// <summary>What a checkpoint's <c>manifest.json</c> says.</summary>
internal sealed record CheckpointManifest
{
    /// <summary>The format that this code writes; it reads the older ones too. Format 1 had no averaged weights.</summary>
    public const int CurrentFormat = 2;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public required int Format { get; init; }

    /// <summary>The description's JSON, as <see cref="MlNetCnn.Architecture.ToJson"/> gives it.</summary>
    public required string Architecture { get; init; }

    public required TensorShape Input { get; init; }

    public required ImmutableArray<string> ClassNames { get; init; }

    public required Preprocessing Preprocessing { get; init; }

    public required SortedDictionary<string, string> Options { get; init; }

    public required string Training { get; init; }

    public required string? Validation { get; init; }

    /// <summary>The threads of torch: another number adds up in another order.</summary>
    public required int Threads { get; init; }

    /// <summary>Whether images have their channels last in memory, which adds up in another order; null where that follows from the device.</summary>
    public bool? ChannelsLast { get; init; }

    public required TrainingState State { get; init; }

    /// <summary>The SHA-256 of the other files, by name.</summary>
    public required SortedDictionary<string, string> Hashes { get; init; }

    public RunDescription Description => new(
        MlNetCnn.Architecture.FromJson(Architecture), Input, ClassNames, Preprocessing, Options, Training, Validation);

    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, Json);

    /// <exception cref="InvalidDataException">The format is newer than this code.</exception>
    /// <exception cref="JsonException">The text is not a manifest.</exception>
    public static CheckpointManifest Read(ReadOnlySpan<byte> json, string source)
    {
        // The format first: what else a newer manifest holds need not be known here.
        var reader = new Utf8JsonReader(json);
        using (var document = JsonDocument.ParseValue(ref reader))
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("format", out var value) || !value.TryGetInt32(out var format))
                throw new JsonException("$.format is missing.");
            if (format is < 1 or > CurrentFormat)
                throw new InvalidDataException($"{source} is a checkpoint of format {format}, but this version of MlNetCnn reads 1 to {CurrentFormat}: update it.");
        }
        return JsonSerializer.Deserialize<CheckpointManifest>(json, Json) ?? throw new JsonException("It is empty.");
    }
}
