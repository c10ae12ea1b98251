namespace MlNetCnn.Experiments;

/// <summary>The decision about a run that waits at a rung.</summary>
/// <param name="Run">The run.</param>
/// <param name="GoesOn">Whether it goes on, or is pruned.</param>
/// <param name="Accuracy">The mean validation accuracy of its choice.</param>
/// <param name="Seeds">The runs of its choice.</param>
/// <param name="Rank">Its choice's rank, from 1.</param>
/// <param name="Choices">The choices at the rung.</param>
internal sealed record RungVerdict(RungRun Run, bool GoesOn, double Accuracy, int Seeds, int Rank, int Choices)
{
    /// <summary>For example <c>Pruned after epoch 3: validation accuracy 0.412, choice 7 of 9.</c></summary>
    public string Sentence(int rung) =>
        $"Pruned after epoch {rung}: {(Seeds > 1 ? $"mean validation accuracy {PercentText.Of(Accuracy)} of {Seeds} runs" : $"validation accuracy {PercentText.Of(Accuracy)}")}, choice {Rank} of {Choices}.";
}
