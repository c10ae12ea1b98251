using System.Text.Json;

namespace MlNetCnn;

/// <summary>
/// Checks that JSON has the structure of an architecture: known kinds and settings, each of its type, none twice, none missing. Errors
/// begin with the JSON path. What values mean is looked at afterwards, see <see cref="ArchitectureChecks"/>.
/// </summary>
internal static class JsonStructure
{
    /// <summary>Properties of the outermost object beside the architecture's own.</summary>
    private static readonly string[] Outermost = ["$schema", "format"];

    public static void Check(JsonElement root) => CheckSettings(root, "$", "an architecture", typeof(Architecture), Outermost, depth: 0);

    private static void CheckSettings(JsonElement element, string path, string owner, Type record, string[] others, int depth)
    {
        var settings = LayerSetting.Of(record);
        HashSet<string> seen = [];
        foreach (var property in element.EnumerateObject())
        {
            var setting = settings.FirstOrDefault(s => s.Name == property.Name);
            var place = JsonPlace.Inside(path, property.Name);
            if (setting is null && !others.Contains(property.Name))
                throw Wrong(place, $"is no setting of {owner}: {Spelling.Suggest(property.Name, [.. others, .. settings.Select(s => s.Name)])}.");
            if (!seen.Add(property.Name))
                throw Wrong(place, "comes twice: keep one.");
            if (setting is not null)
                CheckValue(property.Value, place, setting, depth);
        }
        foreach (var setting in settings.Where(s => s.IsRequired && !seen.Contains(s.Name)))
            throw Wrong(path, $"lacks \"{setting.Name}\", which {owner} needs: write {SettingForm.Of(setting.Type).Expects}.");
    }

    private static void CheckValue(JsonElement value, string path, LayerSetting setting, int depth)
    {
        if (value.ValueKind == JsonValueKind.Null && setting.AllowsNull)
            return;
        if (setting.Type == typeof(Layer))
        {
            CheckLayer(value, path, depth + 1);
        }
        else if (setting.Type == typeof(LayerList) && value.ValueKind == JsonValueKind.Array)
        {
            var i = 0;
            foreach (var layer in value.EnumerateArray())
                CheckLayer(layer, $"{path}[{i++}]", depth + 1);
        }
        else if (SettingForm.Of(setting.Type) is var form && form.Fits?.Invoke(value) != true)
        {
            throw Wrong(path, $"is {JsonPlace.Quote(value)}, but must be {form.Expects}.");
        }
    }

    private static void CheckLayer(JsonElement layer, string path, int depth)
    {
        if (depth > ArchitectureChecks.MaxNesting)
            throw Wrong(path, $"lies in more than {ArchitectureChecks.MaxNesting - 1} blocks: nest fewer.");
        if (layer.ValueKind != JsonValueKind.Object)
            throw Wrong(path, $"is {JsonPlace.Quote(layer)}, but must be {SettingForm.Of(typeof(Layer)).Expects}.");
        if (!layer.TryGetProperty("kind", out var kind))
            throw Wrong(path, $"lacks \"kind\": write one of {string.Join(", ", LayerKinds.AllNames)}.");
        if (kind.ValueKind != JsonValueKind.String || LayerKinds.Find(kind.GetString()!) is not { } record)
        {
            var suggestion = Spelling.Suggest(kind.ValueKind == JsonValueKind.String ? kind.GetString()! : "", LayerKinds.AllNames);
            throw Wrong($"{path}.kind", $"is {JsonPlace.Quote(kind)}, which is no kind of layer: {suggestion}.");
        }
        CheckSettings(layer, path, kind.GetString()!, record, ["kind"], depth);
    }

    private static JsonException Wrong(string path, string what) => new($"{path} {what}", path, null, null);
}
