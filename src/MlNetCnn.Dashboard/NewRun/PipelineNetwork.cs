namespace MlNetCnn.Dashboard;

/// <summary>One of the networks that a form names.</summary>
/// <param name="Reference">As it is named there.</param>
/// <param name="Source">The network, or null where there is none of that name.</param>
/// <param name="View">The network for the form's images; null where their shape is not known.</param>
public sealed record PipelineNetwork(string Reference, NetworkSource? Source, NetworkView? View)
{
    /// <summary>What people call it.</summary>
    public string Name => Source is { Entry: null } own ? own.Architecture.Name : Reference;

    /// <summary>Why it cannot be trained, as a sentence, or null.</summary>
    public string? Problem => Source is null ? $"There is no network '{Reference}'." : View?.Problem;
}
