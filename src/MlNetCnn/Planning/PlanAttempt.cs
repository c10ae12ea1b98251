using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// A plan as far as it goes: what an editor shows of a network that does not fit. Layers before the one at fault have their shapes; it
/// stands at the end of its sequence with its input for an output; what would come after it is missing.
/// </summary>
internal sealed class PlanAttempt
{
    private PlanAttempt(Architecture architecture, TensorShape input, int classes)
    {
        Architecture = architecture;
        Input = input;
        Classes = classes;
    }

    /// <summary>The description this was planned from.</summary>
    public Architecture Architecture { get; }

    /// <summary>The shape of one image.</summary>
    public TensorShape Input { get; }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The whole plan, or null where something does not fit.</summary>
    public NetworkPlan? Plan { get; private set; }

    /// <summary>The outermost layers that were reached.</summary>
    public ImmutableArray<LayerPlan> Layers { get; private set; } = [];

    /// <summary>The layer at fault, or null where all fit or the network itself is at fault.</summary>
    public LayerShapeException? Flaw { get; set; }

    /// <summary>What is wrong, as a sentence; null where all is well.</summary>
    public string? Sentence { get; private set; }

    /// <summary>Every layer that was reached, blocks before what is in them.</summary>
    public IEnumerable<LayerPlan> Reached => Layers.SelectMany(l => l.WithInner);

    /// <summary>Plans what can be planned. Bad input ends in a sentence, not in an exception.</summary>
    public static PlanAttempt Of(Architecture architecture, TensorShape input, int classes)
    {
        var attempt = new PlanAttempt(architecture, input, classes);
        try
        {
            attempt.Plan = architecture.Plan(input, classes);
            attempt.Layers = attempt.Plan.Layers;
        }
        catch (LayerShapeException flaw)
        {
            attempt.Layers = new Planner(classes, attempt, flaw.Input is null ? flaw : null)
                .PlanSequence(architecture.Layers, new LayerNames(""), input, "the input");
            attempt.Flaw ??= flaw; // The last layer may fit what comes in, but not the classes.
            attempt.Sentence = attempt.Flaw.Message;
        }
        catch (ArgumentException refused)
        {
            // The parameter's name, which the runtime adds on a line or in brackets, says nothing to people.
            attempt.Sentence = refused.ParamName is null ? refused.Message : refused.Message.Split(" (Parameter", 2)[0];
        }
        return attempt;
    }
}
