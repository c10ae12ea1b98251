using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlNetCnn;

/// <summary>How values of a type are written in JSON.</summary>
/// <param name="Expects">What to write, as a sentence goes on: <c>a whole number</c>.</param>
/// <param name="Fits">Whether a JSON value can be read; null where layers come, which are looked into one by one.</param>
/// <param name="Schema">The JSON schema of values within a range.</param>
internal sealed record SettingForm(string Expects, Func<JsonElement, bool>? Fits, Func<WithinAttribute?, JsonObject> Schema)
{
    private const string Classes = "classes";

    private static readonly SettingForm Size = new("a size, which is one whole number, like 3, or [height, width], like [5, 3]", IsSize,
        range => OneOf(
            Number("integer", range),
            new JsonObject { ["type"] = "array", ["items"] = Number("integer", range), ["minItems"] = 2, ["maxItems"] = 2 }));

    private static readonly FrozenDictionary<Type, SettingForm> Forms = new Dictionary<Type, SettingForm>
    {
        [typeof(string)] = new("a text", e => e.ValueKind == JsonValueKind.String, _ => new() { ["type"] = "string" }),
        [typeof(bool)] = new("true or false", e => e.ValueKind is JsonValueKind.True or JsonValueKind.False, _ => new() { ["type"] = "boolean" }),
        [typeof(int)] = new("a whole number", IsInteger, range => Number("integer", range)),
        [typeof(int?)] = new("a whole number or \"classes\", the number of classes",
            e => IsInteger(e) || e.ValueKind == JsonValueKind.String && e.ValueEquals(Classes),
            range => OneOf(Number("integer", range), new JsonObject { ["const"] = Classes })),
        [typeof(double)] = new("a number", e => e.ValueKind == JsonValueKind.Number, range => Number("number", range)),
        [typeof(Size2d)] = Size,
        [typeof(Size2d?)] = Size,
        [typeof(WeightInitialization)] = OneOf<WeightInitialization>(),
        [typeof(PaddingMode)] = OneOf<PaddingMode>(),
        [typeof(UpsampleMode)] = OneOf<UpsampleMode>(),
        [typeof(LayerList)] = new("an array of layers, like [{\"kind\": \"relu\"}]", null, range =>
        {
            JsonObject schema = new() { ["type"] = "array", ["items"] = Layer() };
            if (range is not null)
                schema["minItems"] = (int)range.Minimum;
            return schema;
        }),
        [typeof(Layer)] = new("a layer, which is an object with a kind, like {\"kind\": \"relu\"}", null, _ => Layer()),
    }.ToFrozenDictionary();

    public static SettingForm Of(Type type) => Forms[type];

    private static SettingForm OneOf<T>()
        where T : struct, Enum
    {
        string[] names = [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];
        return new($"one of {string.Join(", ", names.Select(n => $"\"{n}\""))}",
            e => e.ValueKind == JsonValueKind.String && names.Contains(e.GetString()),
            _ => new() { ["enum"] = new JsonArray([.. names.Select(n => (JsonNode)n)]) });
    }

    private static bool IsInteger(JsonElement e) => e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out _);

    private static bool IsSize(JsonElement e) =>
        IsInteger(e) || e.ValueKind == JsonValueKind.Array && e.GetArrayLength() == 2 && e.EnumerateArray().All(IsInteger);

    private static JsonObject OneOf(params JsonNode[] forms) => new() { ["oneOf"] = new JsonArray(forms) };

    private static JsonObject Layer() => new() { ["$ref"] = "#/$defs/layer" };

    private static JsonObject Number(string type, WithinAttribute? range)
    {
        JsonObject schema = new() { ["type"] = type };
        if (range is not null)
            schema[range.ExcludesMinimum ? "exclusiveMinimum" : "minimum"] = range.Minimum;
        if (type == "integer")
            schema["maximum"] = int.MaxValue;
        else if (range is not null && double.IsFinite(range.Maximum))
            schema[range.ExcludesMaximum ? "exclusiveMaximum" : "maximum"] = range.Maximum;
        return schema;
    }
}
