using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace MlNetCnn.Experiments;

/// <summary>JSON that people also write by hand: it states its version, and unknown properties are rejected.</summary>
/// <typeparam name="T">What it describes; the first property is its version.</typeparam>
/// <param name="kind">What it is: <c>request for a run</c>.</param>
/// <param name="version">The version that this code writes and reads.</param>
internal sealed partial class VersionedJson<T>(string kind, int version)
    where T : class
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new TextOrNumber(), new ArchitectureJson(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static byte[] Write(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Json);

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(T value, string path) => AtomicFile.Write(path, stream => stream.Write(Write(value)));

    /// <exception cref="InvalidDataException">It is not of this kind, or of a newer version; the message says what is wrong and where.</exception>
    public T Read(string json)
    {
        try
        {
            RequireVersion(json);
            return JsonSerializer.Deserialize<T>(json, Json) ?? throw new JsonException("It is empty.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"This is no {kind}: {Explain(e).TrimEnd('.')}.", e);
        }
    }

    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">As of <see cref="Read"/>; the message names the file.</exception>
    public T Load(string path)
    {
        try
        {
            return Read(File.ReadAllText(path));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{path}': {e.Message}", e);
        }
    }

    // Check the version first: a newer document may contain anything else.
    private void RequireVersion(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("version", out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var found))
            throw new JsonException("its version is missing or no whole number");
        if (found != version)
            throw new InvalidDataException($"The {kind} is of version {found}, but this version of MlNetCnn reads {version}: update it.");
    }

    // The serializer names .NET types; people know the property names that they wrote.
    private static string Explain(Exception e)
    {
        if (e is not JsonException { Path: var path })
            return e.Message;
        var name = path is ['$', '.', .. var rest] ? rest : "its content";
        var line = e is JsonException { LineNumber: { } before } ? $" (line {before + 1})" : "";
        return e.Message switch
        {
            var m when m.Contains("could not be mapped", StringComparison.Ordinal) => $"there is no property '{name}'{line}",
            var m when Missing().Match(m) is { Success: true } missing => $"it lacks {missing.Groups["names"].Value}",
            var m when m.Contains("doesn't allow", StringComparison.Ordinal) => $"'{name}' must not be null{line}",
            var m when m.Contains("could not be converted", StringComparison.Ordinal) => $"the value of '{name}' is of another kind than is needed{line}",
            var m => m,
        };
    }

    [GeneratedRegex(@"missing required properties including: (?<names>.+?)\.?$")]
    private static partial Regex Missing();
}
