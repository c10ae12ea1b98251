namespace MlNetCnn.Cli;

internal static class SummaryHeading
{
    /// <summary>Whose network it is, and for what: <c>resnet18 (Dive into Deep Learning) for images of 1×224×224 and 10 classes</c>.</summary>
    public static string Of(NetworkPlan plan)
    {
        var name = plan.Architecture.Name;
        var group = Architectures.Has(plan.Architecture) && Architectures.TryFindEntry(name, out var entry, out _) ? $" ({entry.Group})" : "";
        return $"{name}{group} for images of {plan.Input} and {plan.Classes:N0} classes";
    }
}
