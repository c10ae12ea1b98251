using MlNetCnn.Dashboard.Diagrams;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard.Comparing;

/// <summary>A network of a comparison, planned for the images it was trained on where that is known.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="View">The plan.</param>
internal sealed record DrawnNetwork(string Name, NetworkView View)
{
    private static readonly TensorShape Usual = new(1, 28, 28);

    /// <summary>The networks of these lines, each once.</summary>
    public static IReadOnlyList<DrawnNetwork> Of(IEnumerable<ComparisonRow> rows, DataSetStore sets) =>
    [
        .. rows.Select(r => (r.Architecture, View: ViewOf(r.Runs[0], sets)))
            .DistinctBy(n => (n.Architecture, $"{n.View.Input}", n.View.Plan?.Parameters))
            .Select(n => new DrawnNetwork($"{n.Architecture}, {n.View.Input}", n.View)),
    ];

    private static NetworkView ViewOf(Run run, DataSetStore sets)
    {
        var images = run.Request.Images;
        var known = DataSetName.IsValid(run.Request.Data) && sets.Find(run.Request.Data)?.Entry is { } entry ? entry : null;
        var shape = known?.Shape ?? Usual;
        shape = new TensorShape(images.Channels ?? shape.Channels, images.Size?.Height ?? shape.Height, images.Size?.Width ?? shape.Width);
        return NetworkView.Of(run.Request.Architecture, shape, Math.Max(2, run.Result?.Measured?.Classes.Length ?? known?.Classes.Length ?? 10));
    }
}
