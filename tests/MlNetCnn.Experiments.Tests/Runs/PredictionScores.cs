namespace MlNetCnn.Experiments;

/// <summary>Scores of predictions alone: the other classes have probability 0.</summary>
internal static class PredictionScores
{
    extension(TestScore)
    {
        public static TestScore Of(IReadOnlyList<Prediction> predictions, IReadOnlyList<string> classNames, string dataHash)
        {
            var probabilities = new float[predictions.Count * classNames.Count];
            for (var i = 0; i < predictions.Count; i++)
            {
                probabilities[i * classNames.Count + predictions[i].Label] = predictions[i].LabelProbability;
                probabilities[i * classNames.Count + predictions[i].Predicted] = predictions[i].Confidence;
            }
            return TestScore.Of(ClassificationMetrics.Of(classNames, predictions.Select(p => p.Label).ToArray(), probabilities), dataHash);
        }
    }
}
