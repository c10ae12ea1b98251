using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MlNetCnn;

/// <summary>Reads and writes architectures as JSON: <c>{"format": 1, "name": …, "layers": [{"kind": "conv2d", …}, …]}</c>.</summary>
internal static class ArchitectureJson
{
    private const int Format = 1;

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
        var json = JsonSerializer.SerializeToNode(architecture, Options)!.AsObject();
        json.Insert(0, "format", Format);
        return json.ToJsonString(indented ? Options : Compact);
    }

    public static Architecture Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return ReadNode(json);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            // A property that comes twice, a layer without a kind, a missing layer.
            throw new JsonException($"The architecture's JSON is not a description of layers: {e.Message}", e);
        }
    }

    private static Architecture ReadNode(string json)
    {
        var node = JsonNode.Parse(json, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        if (node is not JsonObject description)
            throw new JsonException("An architecture is a JSON object with a name and layers.");
        if (description["format"] is not JsonValue value || !value.TryGetValue<int>(out var format))
            throw new JsonException($"$.format is missing: write \"format\": {Format} into the architecture.");
        if (format != Format)
            throw new JsonException($"$.format is {format}, but this version reads {Format}: update MlNetCnn or save the architecture in the older format.");
        description.Remove("format");
        return description.Deserialize<Architecture>(Options) ?? throw new JsonException("An architecture is a JSON object with a name and layers.");
    }

    /// <summary>Settings at their default are not written, so that a description reads as a person would write it.</summary>
    private static void LeaveOutDefaults(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || !typeof(Layer).IsAssignableFrom(type.Type) && type.Type != typeof(Architecture))
            return;
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider is System.Reflection.PropertyInfo { SetMethod: not null } info && !IsConstructorParameter(type.Type, info))
            {
                var fallback = DefaultOf(type.Type, info);
                property.ShouldSerialize = (_, current) => !Equals(current, fallback);
            }
        }
    }

    private static bool IsConstructorParameter(Type type, System.Reflection.PropertyInfo property) =>
        type.GetConstructors().Any(c => c.GetParameters().Any(p => p.Name == property.Name));

    private static object? DefaultOf(Type type, System.Reflection.PropertyInfo property)
    {
        if (type.IsAbstract)
            return null;
        // The primary constructor with neutral arguments: the initial values of the other properties are the defaults.
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        var arguments = constructor.GetParameters()
            .Select(p => p.HasDefaultValue ? p.DefaultValue : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)
            .ToArray();
        return property.GetValue(constructor.Invoke(arguments));
    }
}
