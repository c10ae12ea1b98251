using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Experiments;

internal static class ModelTest
{
    /// <summary>Computes the score and writes the predictions as a <see cref="PredictionsFile"/>.</summary>
    public static TestScore Write(string file, ImageSplit images, IDataView scored, IReadOnlyList<string> classNames, CancellationToken cancellation)
    {
        var predictions = new List<Prediction>(images.Count);
        using (var cursor = scored.GetRowCursor([scored.Schema["Score"]]))
        {
            var getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
            var score = default(VBuffer<float>);
            while (cursor.MoveNext())
            {
                cancellation.ThrowIfCancellationRequested();
                getter(ref score);
                var probabilities = score.GetValues();
                var (label, predicted) = (images.Labels[predictions.Count], TensorPrimitives.IndexOfMax(probabilities));
                predictions.Add(new Prediction(label, predicted, probabilities[predicted], probabilities[label]));
            }
        }
        PredictionsFile.Write(file, predictions);
        return TestScore.Of(predictions, classNames, RunData.HashOf(images));
    }
}
