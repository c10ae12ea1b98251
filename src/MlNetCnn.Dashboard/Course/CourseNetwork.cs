using System.Collections.Immutable;

namespace MlNetCnn.Dashboard;

/// <summary>A network of the course, with what the notebook's summary says of it.</summary>
/// <param name="Reference">Its name in the catalog.</param>
/// <param name="Input">The images.</param>
internal sealed record CourseNetwork(string Reference, TensorShape Input)
{
    /// <summary>The output of each layer or block in order, as the summary prints it; none where it prints none.</summary>
    public ImmutableArray<string> Shapes { get; init; } = [];

    /// <summary>The number of parameters it names, or null.</summary>
    public long? Parameters { get; init; }

    /// <summary>Multiply-accumulates for one image, or null.</summary>
    public long? Macs { get; init; }

    /// <summary>What the summary says against what is planned, row by row: a shape of each layer, then the sums.</summary>
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
