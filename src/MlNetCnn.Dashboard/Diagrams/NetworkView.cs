namespace MlNetCnn.Dashboard;

/// <summary>A network for images of one shape, planned as far as it goes: what the components of a page show.</summary>
public sealed class NetworkView
{
    private NetworkView(PlanAttempt attempt)
    {
        Attempt = attempt;
        Fields = ReceptiveFields.Of(attempt.Layers);
    }

    /// <summary>The whole plan, or null where something does not fit.</summary>
    public NetworkPlan? Plan => Attempt.Plan;

    /// <summary>The shape of one image.</summary>
    public TensorShape Input => Attempt.Input;

    /// <summary>What is wrong, as a sentence; null where all is well.</summary>
    public string? Problem => Attempt.Sentence;

    /// <summary>The path of the layer that does not fit, or null.</summary>
    public string? FlawedPath => Attempt.Flaw?.Path;

    internal PlanAttempt Attempt { get; }

    internal ReceptiveFields Fields { get; }

    /// <summary>Plans a network; what does not fit is said, not thrown.</summary>
    public static NetworkView Of(Architecture architecture, TensorShape input, int classes) => new(PlanAttempt.Of(architecture, input, classes));
}
