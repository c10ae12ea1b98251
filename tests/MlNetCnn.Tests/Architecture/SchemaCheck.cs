using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MlNetCnn.Tests;

/// <summary>Checks JSON against a JSON Schema, by the standard's meaning of the keywords that ours uses; any other is an error.</summary>
internal static class SchemaCheck
{
    /// <summary>Where the value does not conform, or null.</summary>
    public static string? Find(JsonObject root, JsonNode? value) => Find(root, root, value, "$");

    private static string? Find(JsonObject root, JsonObject schema, JsonNode? value, string path) =>
        schema.Select(keyword => Violates(root, schema, keyword.Key, keyword.Value!, value, path)).FirstOrDefault(v => v is not null);

    private static string? Violates(JsonObject root, JsonObject schema, string keyword, JsonNode rule, JsonNode? value, string path)
    {
        var number = value is JsonValue v && v.GetValueKind() == JsonValueKind.Number ? v.GetValue<JsonElement>().GetDouble() : (double?)null;
        var conforms = keyword switch
        {
            "$schema" or "title" or "default" or "$defs" or "required" => true,
            "$ref" => Find(root, root["$defs"]![rule.GetValue<string>()["#/$defs/".Length..]]!.AsObject(), value, path) is null,
            "oneOf" => rule.AsArray().Count(s => Find(root, s!.AsObject(), value, path) is null) == 1,
            "const" => JsonNode.DeepEquals(rule, value),
            "enum" => rule.AsArray().Any(r => JsonNode.DeepEquals(r, value)),
            "type" => IsOf(rule.GetValue<string>(), value, number),
            "minimum" => number is null || number >= rule.GetValue<double>(),
            "maximum" => number is null || number <= rule.GetValue<double>(),
            "exclusiveMinimum" => number is null || number > rule.GetValue<double>(),
            "exclusiveMaximum" => number is null || number < rule.GetValue<double>(),
            "minItems" => value is not JsonArray array || array.Count >= rule.GetValue<double>(),
            "maxItems" => value is not JsonArray array || array.Count <= rule.GetValue<double>(),
            "pattern" => value?.GetValueKind() != JsonValueKind.String || Regex.IsMatch(value.GetValue<string>(), rule.GetValue<string>()),
            "items" => value is not JsonArray array || array.All(i => Find(root, rule.AsObject(), i, path) is null),
            "properties" => value is not JsonObject o
                || o.All(p => rule[p.Key] is not JsonObject s || Find(root, s, p.Value, path) is null)
                    && (schema["required"]?.AsArray().All(r => o.ContainsKey(r!.GetValue<string>())) ?? true),
            "additionalProperties" => value is not JsonObject o || o.All(p => schema["properties"]!.AsObject().ContainsKey(p.Key)),
            _ => throw new NotSupportedException($"Teach this check the keyword {keyword}."),
        };
        return conforms ? null : $"{path}: {keyword} {rule.ToJsonString()} does not hold for {value?.ToJsonString() ?? "null"}";
    }

    private static bool IsOf(string type, JsonNode? value, double? number) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => number is not null,
        "integer" => number is { } n && Math.Floor(n) == n,
        _ => throw new NotSupportedException($"Teach this check the type {type}."),
    };
}
