namespace MlNetCnn.Dashboard;

/// <summary>A network planned for one input shape, as far as its layers fit.</summary>
public sealed class NetworkView
{
    private NetworkView(PlanAttempt attempt)
    {
        Attempt = attempt;
        Fields = ReceptiveFields.Of(attempt.Layers);
    }

    /// <summary>Null where a layer does not fit.</summary>
    public NetworkPlan? Plan => Attempt.Plan;

    /// <summary>The shape of one image.</summary>
    public TensorShape Input => Attempt.Input;

    /// <summary>The error as a sentence; null if there is none.</summary>
    public string? Problem => Attempt.Sentence;

    /// <summary>The path of the layer that does not fit, or null.</summary>
    public string? FlawedPath => Attempt.Flaw?.Path;

    internal PlanAttempt Attempt { get; }

    internal ReceptiveFields Fields { get; }

    /// <summary>Plans a network; errors are returned, not thrown.</summary>
    public static NetworkView Of(Architecture architecture, TensorShape input, int classes) => new(PlanAttempt.Of(architecture, input, classes));
}
