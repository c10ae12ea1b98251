using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MlNetCnn;

/// <summary>Reads and writes architectures as JSON: <c>{"format": 1, "name": …, "layers": [{"kind": "conv2d", …}, …]}</c>.</summary>
internal static class ArchitectureJson
{
    public const int Format = 1;

    /// <summary>Above what a description may have, so that the layer that lies too deep is named, see <see cref="JsonStructure"/>.</summary>
    private const int MaxDepth = 1_000;

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowOutOfOrderMetadataProperties = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutDefaults } },
    };

    /// <summary>The same on one line, for what travels inside other files.</summary>
    public static JsonSerializerOptions Compact { get; } = new(Options) { WriteIndented = false };

    public static string Write(Architecture architecture, bool indented = true)
    {
        ArchitectureChecks.Require(architecture);
        var json = JsonSerializer.SerializeToNode(architecture, Options)!.AsObject();
        json.Insert(0, "format", Format);
        return json.ToJsonString(indented ? Options : Compact);
    }

    public static Architecture Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return ReadChecked(json);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // Half of a surrogate pair, in the text or escaped.
            throw new JsonException($"The description holds a text that is no Unicode: {e.Message}", e);
        }
    }

    private static Architecture ReadChecked(string json)
    {
        using var document = Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException($"$ is {JsonPlace.Quote(root)}, but an architecture is a JSON object with a format, a name and layers.");
        if (!root.TryGetProperty("format", out var format))
            throw new JsonException($"$ lacks \"format\", which an architecture needs: write \"format\": {Format}.");
        if (format.ValueKind != JsonValueKind.Number || !format.TryGetInt32(out var number) || number != Format)
            throw new JsonException(
                $"$.format is {JsonPlace.Quote(format)}, but this version reads {Format}: "
                + "update MlNetCnn or save the architecture in the older format.");
        JsonStructure.Check(root);
        var description = JsonObject.Create(root)!;
        description.Remove("$schema");
        description.Remove("format");
        var architecture = description.Deserialize<Architecture>(Options)!;
        return ArchitectureChecks.Find(architecture) is { } flaw ? throw flaw.ToJsonException() : architecture;
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(
                json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = MaxDepth });
        }
        catch (JsonException e)
        {
            throw new JsonException(
                $"This is not JSON, which a description is written in: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: "
                + e.Message.Split(" LineNumber:")[0], e.Path, e.LineNumber, e.BytePositionInLine, e);
        }
    }

    /// <summary>Settings at their default are not written, so that a description reads as a person would write it.</summary>
    private static void LeaveOutDefaults(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || !typeof(Layer).IsAssignableFrom(type.Type) && type.Type != typeof(Architecture))
            return;
        foreach (var setting in type.Type.IsAbstract ? [] : LayerSetting.Of(type.Type))
        {
            // What the constructor takes is written always: it is what the layer is about.
            if (!type.Type.GetConstructors().Any(c => c.GetParameters().Any(p => p.Name == setting.Property.Name)))
                type.Properties.Single(p => p.Name == setting.Name).ShouldSerialize = (_, current) => !Equals(current, setting.Default);
        }
    }
}
