namespace MlNetCnn.WebApp;

/// <summary>What the saved model says: one probability a class.</summary>
internal sealed class ImagePrediction
{
    public float[] Score { get; set; } = [];
}
