namespace MlNetCnn.Cli;

/// <summary>Total costs of a network as pairs of a label and a text.</summary>
internal static class TotalLines
{
    public static IEnumerable<(string Name, string Text)> Of(NetworkPlan plan, TrainingMemory memory)
    {
        var one = plan.Costs();
        var training = memory.CostsOf(plan);
        var notTrainable = LayerRow.NotTrainableOf(plan);
        yield return ("parameters", notTrainable == 0
            ? $"{plan.Parameters:N0}, all trainable"
            : $"{plan.Parameters:N0} trainable, {notTrainable:N0} not (running means and variances)");
        yield return ("MACs", $"{plan.Macs:N0} multiply-accumulates an image, in convolutions and linear layers");
        yield return ("weights", Quantity.Bytes(one.WeightBytes));
        yield return ("inference", $"{Quantity.Bytes(one.InferenceActivationBytes)} of activations an image, the largest set alive at once");
        yield return ("training", $"about {Quantity.Bytes(training.TrainingBytes)} in batches of {memory.BatchSize:N0} with {memory.Optimizer}");
    }
}
