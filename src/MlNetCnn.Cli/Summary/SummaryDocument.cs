namespace MlNetCnn.Cli;

/// <summary>JSON of a planned network. Bytes of layers are for one image.</summary>
internal static class SummaryDocument
{
    public static object Of(NetworkPlan plan, TrainingMemory memory)
    {
        var one = plan.Costs();
        var training = memory.CostsOf(plan);
        return new
        {
            Architecture = plan.Architecture.Name,
            plan.Input,
            plan.Classes,
            Layers = LayerRow.Of(plan)
                .Select(r => new { r.Path, r.Kind, r.Output, r.Parameters, r.Macs, r.NotTrainable, r.WeightBytes, r.OutputBytes, r.SavedBytes }),
            Blocks = plan.Layers.Select(l => new { l.Path, l.Output }),
            plan.Parameters,
            plan.Macs,
            NotTrainable = LayerRow.NotTrainableOf(plan),
            Costs = new
            {
                one.WeightBytes,
                one.InferenceActivationBytes,
                one.InferenceBytes,
                Training = new
                {
                    memory.BatchSize,
                    memory.Optimizer,
                    training.SavedActivationBytes,
                    training.GradientBytes,
                    training.OptimizerBytes,
                    training.BackwardBytes,
                    training.OptimizerStepBytes,
                    Bytes = training.TrainingBytes,
                },
            },
        };
    }
}
