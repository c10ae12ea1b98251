using System.Text.Json;

namespace MlNetCnn.Docs;

internal static class LayerPage
{
    public static Page Create() => new("layers.md", "Layers",
    [
        "The kinds of layers that a [network of your own](../how-to/own-network.md) is made of, by the names that they have in JSON. In C#, settings without a",
        "default are arguments of the constructor, the others are properties. Every layer may also have a `name` of letters, digits, `_` and `-`.",
        "",
        .. LayerKinds.All.Zip(LayerKinds.AllNames).OrderBy(kind => kind.Second, StringComparer.Ordinal).SelectMany(kind => Describe(kind.First, kind.Second)),
    ]);

    private static IEnumerable<string> Describe(Type layer, string name)
    {
        yield return $"## {name}";
        yield return "";
        yield return $"{XmlDocs.Summary(layer)} {XmlDocs.Remarks(layer)}".TrimEnd();
        yield return "";
        yield return $"In C#: [{layer.Name}](xref:{layer.FullName})";
        yield return "";
        var settings = LayerSetting.Of(layer).Where(s => s.Name != "name").ToArray();
        if (settings.Length == 0)
            yield break;
        var table = new MarkdownTable(("setting", false), ("what it is", false), ("value", false), ("default", false));
        foreach (var setting in settings)
            table.Add(Markdown.Code(setting.Name), XmlDocs.Summary(layer, setting.Property.Name), Markdown.Text(Value(setting)), setting.IsRequired ? "required" : Markdown.Code(Default(setting)));
        foreach (var line in table.Lines())
            yield return line;
        yield return "";
    }

    private static string Value(LayerSetting setting)
    {
        var form = setting.Type == typeof(Size2d) || setting.Type == typeof(Size2d?) ? "a whole number, or [height, width]" : SettingForm.Of(setting.Type).Expects.Split(", like")[0];
        return setting.Range is { } range ? $"{form}; {range}" : form;
    }

    private static string Default(LayerSetting setting) => setting.Default switch
    {
        null => setting.Type == typeof(int?) ? "classes" : "none",
        bool flag => flag ? "true" : "false",
        double number => TextForms.Write(number),
        Enum word => JsonNamingPolicy.CamelCase.ConvertName($"{word}"),
        LayerList { Count: 0 } => "none",
        Size2d size when size.Height == size.Width => $"{size.Height}",
        var other => $"{other}",
    };
}
