using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MlNetCnn.Docs;

/// <summary>The documentation that the compiler wrote beside an assembly.</summary>
internal static partial class XmlDocs
{
    private static readonly ConcurrentDictionary<string, Dictionary<string, XElement>> Files = new();

    public static string Summary(Type type) => Text(type, $"T:{type.FullName}", "summary");

    public static string Remarks(Type type) => Text(type, $"T:{type.FullName}", "remarks");

    public static string Summary(Type type, string property) => Text(type, $"P:{type.FullName}.{property}", "summary");

    public static string SummaryOf<T>(T value)
        where T : struct, Enum => Text(typeof(T), $"F:{typeof(T).FullName}.{value}", "summary");

    private static string Text(Type type, string member, string part)
    {
        var members = Files.GetOrAdd(type.Assembly.GetName().Name!, Read);
        return members.TryGetValue(member, out var found) && found.Element(part) is { } element
            ? WhiteSpace().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim()
            : "";
    }

    private static Dictionary<string, XElement> Read(string assembly) =>
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{assembly}.xml")).Descendants("member").ToDictionary(m => (string)m.Attribute("name")!, m => m);

    private static string Text(XNode node) => node switch
    {
        XText text => Markdown.Text(text.Value),
        XElement { Name.LocalName: "c" } code => Markdown.Code(code.Value),
        XElement { Name.LocalName: "see" } see when (string?)see.Attribute("href") is { } address => $"[{see.Value}]({address})",
        XElement { Name.LocalName: "see" } see => Markdown.Code(((string?)see.Attribute("cref") ?? (string)see.Attribute("langword")!).Split(':')[^1].Split('(')[0].Split('.')[^1]),
        XElement other => string.Concat(other.Nodes().Select(Text)),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
