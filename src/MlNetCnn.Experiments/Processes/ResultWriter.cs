using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>What a trained model comes to: its test and its costs, written into the run's folder beside the model.</summary>
internal sealed class ResultWriter(RunFolder folder, NetworkPlan plan, MemoryUse memory)
{
    /// <summary>Tests the model and writes <c>predictions.csv</c> and <c>result.json</c>; <c>model.onnx</c> must be there.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The images.</param>
    /// <param name="scored">Those to measure it on with the model's column Score, or null where there are none.</param>
    /// <param name="epochs">All epochs, at least one.</param>
    /// <param name="cancellation">Gives up.</param>
    public RunResult Write(CnnTransformer model, RunData data, IDataView? scored, IReadOnlyList<EpochMetrics> epochs, CancellationToken cancellation)
    {
        var score = data.Measured is { } images && scored is not null ? Test(model, images, scored, cancellation) : null;
        var result = new RunResult
        {
            Test = data.Test is null ? null : score,
            Validation = data.Test is null ? score : null,
            Input = plan.Input,
            Epochs = epochs.Count,
            TrainingSeconds = epochs.Sum(e => e.Seconds),
            ImagesPerSecond = epochs.Count / epochs.Sum(e => 1 / e.ImagesPerSecond),
            PeakMemoryBytes = memory.Peak,
            TrainingMemoryBytes = memory.Growth,
            Parameters = plan.Parameters,
            Macs = plan.Macs,
            WeightBytes = plan.Costs().WeightBytes,
            ModelBytes = new FileInfo(folder.Onnx).Length,
        };
        RunJson.Save(result, folder.Result);
        return result;
    }

    private TestScore Test(CnnTransformer model, ImageSplit images, IDataView scored, CancellationToken cancellation)
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
        PredictionsFile.Write(folder.Predictions, predictions);
        return TestScore.Of(predictions, model.ClassNames, RunData.HashOf(images));
    }
}
