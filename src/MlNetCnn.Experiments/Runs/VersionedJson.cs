using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace MlNetCnn.Experiments;

/// <summary>JSON that people write by hand too: it says its version, and nothing in it is overlooked.</summary>
/// <typeparam name="TDocument">What stands in it; the first property is its version.</typeparam>
/// <param name="kind">What it is: <c>request for a run</c>.</param>
/// <param name="version">The version that this code writes and reads.</param>
internal sealed partial class VersionedJson<TDocument>(string kind, int version)
    where TDocument : class
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
        Converters = { new ArchitectureJson(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static byte[] Write(TDocument document) => JsonSerializer.SerializeToUtf8Bytes(document, Json);

    /// <summary>Reads what <see cref="Write"/> wrote, or somebody by hand.</summary>
    /// <exception cref="InvalidDataException">It is not of this kind, or of a newer version; the message says what is wrong and where.</exception>
    public T Read<T>(string json, Func<TDocument, T> convert)
    {
        try
        {
            RequireVersion(json);
            return convert(JsonSerializer.Deserialize<TDocument>(json, Json) ?? throw new JsonException("It is empty."));
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"This is no {kind}: {Explain(e).TrimEnd('.')}.", e);
        }
    }

    // The version first: what else a newer document holds need not be known here.
    private void RequireVersion(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("version", out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var found))
            throw new JsonException("its version is missing");
        if (found != version)
            throw new InvalidDataException($"The {kind} is of version {found}, but this version of MlNetCnn reads {version}: update it.");
    }

    // The serializer speaks of .NET's types; people know the names that they wrote.
    private static string Explain(Exception e)
    {
        if (e is not JsonException { Path: var path })
            return e.Message;
        var name = path is ['$', '.', .. var rest] ? rest : "its content";
        return e.Message switch
        {
            var m when m.Contains("could not be mapped", StringComparison.Ordinal) => $"there is no property '{name}'",
            var m when Missing().Match(m) is { Success: true } missing => $"it lacks {missing.Groups["names"].Value}",
            var m when m.Contains("doesn't allow", StringComparison.Ordinal) => $"'{name}' must not be null",
            var m when m.Contains("could not be converted", StringComparison.Ordinal) => $"the value of '{name}' is of another kind than is needed",
            var m => m,
        };
    }

    [GeneratedRegex(@"missing required properties including: (?<names>.+?)\.?$")]
    private static partial Regex Missing();
}
