using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>A network of a comparison, planned for its training images; the view is null where their shape is unknown.</summary>
internal sealed record DrawnNetwork(string Name, NetworkView? View)
{
    /// <summary>Without duplicates.</summary>
    public static IReadOnlyList<DrawnNetwork> Of(IEnumerable<ComparisonRow> rows, DataSetStore sets) =>
    [
        .. rows.Select(r => (r.Architecture, View: ViewOf(r.Runs[0], sets)))
            .DistinctBy(n => (n.Architecture, $"{n.View?.Input}", n.View?.Plan?.Parameters))
            .Select(n => new DrawnNetwork(n.View is null ? n.Architecture : $"{n.Architecture}, {n.View.Input}{(n.View.Plan is { } plan ? $", {plan.Classes} classes" : "")}", n.View)),
    ];

    private static NetworkView? ViewOf(Run run, DataSetStore sets)
    {
        var (network, images, result) = (run.Request.Architecture, run.Request.ToLoading(), run.Result!);
        var set = DataSetName.IsValid(run.Request.Data) ? sets.Find(run.Request.Data)?.Entry : null;
        if ((result.Measured?.Classes.Length ?? set?.Classes.Length) is not { } classes)
            return null;
        if (result.Input is { } input)
            return NetworkView.Of(network, input, classes);
        if (set?.Shape is not { } shape)
            return null;
        // The data set may have changed: it is used only if it gives the costs that the run had.
        var view = NetworkView.Of(network, new TensorShape(images.Channels ?? shape.Channels, images.Size?.Height ?? shape.Height, images.Size?.Width ?? shape.Width), classes);
        return view.Plan is { } plan && (plan.Parameters, plan.Macs) == (result.Parameters, result.Macs) ? view : null;
    }
}
