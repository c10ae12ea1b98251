using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlNetCnn;

/// <summary>The JSON Schema of architectures, read off the records as <see cref="LayerSetting"/> tells them.</summary>
internal static class ArchitectureSchema
{
    public static string Text { get; } = Create().ToJsonString(ArchitectureJson.Options);

    private static JsonObject Create()
    {
        var definitions = new JsonObject
        {
            ["layer"] = new JsonObject
            {
                ["oneOf"] = new JsonArray([.. LayerKinds.AllNames.Select(k => new JsonObject { ["$ref"] = $"#/$defs/{k}" })]),
            },
        };
        foreach (var kind in LayerKinds.All)
        {
            var name = LayerKinds.NameOf(kind);
            definitions[name] = Record(kind, ["kind"], new() { ["kind"] = new JsonObject { ["const"] = name } });
        }
        var schema = Record(typeof(Architecture), ["format"], new()
        {
            ["$schema"] = new JsonObject { ["type"] = "string" },
            ["format"] = new JsonObject { ["const"] = ArchitectureJson.Format },
        });
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "A network of MlNetCnn");
        schema["$defs"] = definitions;
        return schema;
    }

    private static JsonObject Record(Type record, string[] alsoRequired, JsonObject properties)
    {
        var settings = LayerSetting.Of(record);
        var required = alsoRequired.Concat(settings.Where(s => s.IsRequired).Select(s => s.Name));
        foreach (var setting in settings)
            properties[setting.Name] = Setting(setting);
        return new()
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. required.Select(n => (JsonNode)n)]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Setting(LayerSetting setting)
    {
        var schema = SettingForm.Of(setting.Type).Schema(setting.Range);
        if (setting.Type == typeof(string))
            schema["pattern"] = setting.Property.DeclaringType == typeof(Layer) ? LayerNames.Pattern : ArchitectureChecks.NamePattern;
        if (setting.AllowsNull)
            schema = new JsonObject { ["oneOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        if (!setting.IsRequired && !setting.AllowsNull)
            schema["default"] = setting.Default is null
                ? "classes"
                : JsonSerializer.SerializeToNode(setting.Default, setting.Type, ArchitectureJson.Options);
        return schema;
    }
}
