using System.Numerics;
using System.Text.Json.Nodes;

namespace MlNetCnn.Tests;

/// <summary>Makes any architecture affordable for a test: the same layers under the same names, each a sixteenth as wide, but at least 4.</summary>
public static class Narrowed
{
    private static readonly string[] Widths = ["outChannels", "outFeatures"];

    public static Architecture Create(ArchitectureEntry entry) => Create(entry.Create());

    /// <summary>
    /// Rewrites the JSON, so that it needs to know no kind of layer but those that have groups. Where channels are sliced, the slices would
    /// have to add up to the narrower channels: such a network keeps its width.
    /// </summary>
    public static Architecture Create(Architecture architecture)
    {
        var json = architecture.ToJson();
        if (json.Contains("\"channelSlice\"", StringComparison.Ordinal))
            return architecture;
        var description = JsonNode.Parse(json)!;
        Narrow(description);
        return Architecture.FromJson(description.ToJsonString());
    }

    private static void Narrow(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Narrow(item);
        }
        if (node is not JsonObject settings)
            return;
        // A convolution of each channel alone stays one; else groups must divide the narrower channels.
        if (settings["groups"] is JsonValue groups && settings["outChannels"] is JsonValue channels && channels.TryGetValue<int>(out var width))
            settings["groups"] = (int)groups == width ? Of(width) : (int)BigInteger.GreatestCommonDivisor((int)groups, Of(width));
        foreach (var name in Widths)
        {
            if (settings[name] is JsonValue value && value.TryGetValue<int>(out var full))
                settings[name] = Of(full);
        }
        foreach (var (_, value) in settings)
            Narrow(value);
    }

    private static int Of(int width) => Math.Max(Math.Min(width, 4), width / 16);
}
