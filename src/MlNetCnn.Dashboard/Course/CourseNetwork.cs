using System.Collections.Immutable;

namespace MlNetCnn.Dashboard;

/// <summary>A network of the course, by its catalog name, with the figures of the notebook's summary.</summary>
internal sealed record CourseNetwork(string Reference, TensorShape Input)
{
    /// <summary>Output shapes of the layers or blocks in order; empty where the summary has none.</summary>
    public ImmutableArray<string> Shapes { get; init; } = [];

    /// <summary>Parameters according to the summary, or null.</summary>
    public long? Parameters { get; init; }

    /// <summary>Multiply-accumulates for one image, or null.</summary>
    public long? Macs { get; init; }

    /// <summary>The summary's and the planned figures: the shape of each layer, then the totals.</summary>
    public IEnumerable<(string What, string Expected, string Computed)> Compare(NetworkPlan plan)
    {
        for (var i = 0; i < Shapes.Length; i++)
            yield return i < plan.Layers.Length ? (plan.Layers[i].Path, Shapes[i], plan.Layers[i].Output.ToString()) : ("—", Shapes[i], "no such layer");
        if (Parameters is { } parameters)
            yield return ("parameters", $"{parameters:n0}", $"{plan.Parameters:n0}");
        if (Macs is { } macs)
            yield return ("multiply-accumulates", $"{macs:n0}", $"{plan.Macs:n0}");
    }
}
