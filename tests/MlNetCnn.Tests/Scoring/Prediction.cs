using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

/// <summary>What comes out of scoring, as an app reads it.</summary>
internal sealed class Prediction
{
    public float[] Score { get; set; } = [];

    /// <summary>The class, counted from 1 as ML.NET's keys are.</summary>
    [KeyType(3)]
    public uint PredictedLabel { get; set; }
}
