namespace MlNetCnn.Training;

/// <summary>How far a run is: everything its further course depends on, beside the weights and the optimizer's state.</summary>
internal sealed class TrainingState
{
    /// <summary>The epoch under way, from 1.</summary>
    public int Epoch { get; set; } = 1;

    /// <summary>The batches of this epoch that are done.</summary>
    public int Batch { get; set; }

    /// <summary>The images of a step where memory ran out with as many as asked for; null where it did not.</summary>
    public int? BatchSize { get; set; }

    /// <summary>Over those batches.</summary>
    public Metrics Metrics { get; set; }

    /// <summary>Time spent on those batches, without pauses.</summary>
    public double Seconds { get; set; }

    /// <summary>The epochs that are over.</summary>
    public List<EpochMetrics> Epochs { get; init; } = [];

    /// <summary>The best epoch's measure, the lower the better, or null before the first one with a number.</summary>
    public double? BestMeasure { get; set; }

    /// <summary>The epochs since the best one.</summary>
    public int EpochsWithoutGain { get; set; }

    /// <summary>What the recipe's learning rate is multiplied by.</summary>
    public double RateFactor { get; set; } = 1;

    /// <summary>The epochs since the best one or since the rate was last reduced.</summary>
    public int EpochsOnPlateau { get; set; }

    /// <summary>Counts an epoch that was better or not, and reduces the learning rate when patience ran out.</summary>
    public void Observe(ReduceOnPlateau plateau, bool isBetter)
    {
        EpochsOnPlateau = isBetter ? 0 : EpochsOnPlateau + 1;
        if (EpochsOnPlateau < plateau.Patience)
            return;
        EpochsOnPlateau = 0;
        RateFactor = Math.Max(RateFactor * plateau.Factor, plateau.Least);
    }
}
