namespace MlNetCnn.Dashboard;

/// <summary>
/// A network of a form by its name in URLs; the source is null where it does not exist, the view where the image shape is unknown.
/// </summary>
public sealed record PipelineNetwork(string Reference, NetworkSource? Source, NetworkView? View)
{
    public string Name => Source is { Entry: null } own ? own.Architecture.Name : Reference;

    /// <summary>Why it cannot be trained, as a sentence, or null.</summary>
    public string? Problem => Source is null ? $"There is no network '{Reference}'." : View?.Problem;
}
