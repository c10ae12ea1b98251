namespace MlNetCnn.Training;

/// <summary>The probabilities [n, classes] of images that took no part in solving for the layer, and their labels [n].</summary>
internal sealed record HeldOutScores(float[] Probabilities, int[] Labels);
