namespace MlNetCnn.Components.Parts;

/// <summary>A network planned for one input shape, as far as its layers fit.</summary>
public sealed class NetworkView
{
    private NetworkView(PlanAttempt attempt)
    {
        Attempt = attempt;
        Fields = ReceptiveFields.Of(attempt.Layers);
    }

    internal PlanAttempt Attempt { get; }

    internal ReceptiveFields Fields { get; }

    /// <summary>Null where a layer does not fit.</summary>
    internal NetworkPlan? Plan => Attempt.Plan;

    /// <summary>The shape of one image.</summary>
    internal TensorShape Input => Attempt.Input;

    /// <summary>The error as a sentence; null if there is none.</summary>
    internal string? Problem => Attempt.Sentence;

    /// <summary>The path of the layer that does not fit, or null.</summary>
    internal string? FlawedPath => Attempt.Flaw?.Path;

    /// <summary>Plans a network; errors are returned, not thrown.</summary>
    internal static NetworkView Of(Architecture architecture, TensorShape input, int classes) => new(PlanAttempt.Of(architecture, input, classes));
}
