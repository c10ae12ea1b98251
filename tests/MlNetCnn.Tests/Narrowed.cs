using System.Globalization;
using System.Text.RegularExpressions;

namespace MlNetCnn.Tests;

/// <summary>Makes any architecture affordable for a test: the same layers under the same names, each a sixteenth as wide, but at least 4.</summary>
public static partial class Narrowed
{
    public static Architecture Create(ArchitectureEntry entry) => Create(entry.Create());

    /// <summary>Rewrites the JSON, so that it needs to know no kind of layer. Groups must divide the narrower channels too.</summary>
    public static Architecture Create(Architecture architecture) => Architecture.FromJson(Widths().Replace(architecture.ToJson(),
        width => Math.Max(Math.Min(Number(width), 4), Number(width) / 16).ToString(CultureInfo.InvariantCulture)));

    private static int Number(Match width) => int.Parse(width.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("""(?<="(outChannels|outFeatures)": )\d+""")]
    private static partial Regex Widths();
}
