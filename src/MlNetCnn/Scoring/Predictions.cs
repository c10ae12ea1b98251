using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>Reads Score and PredictedLabel off a row's probabilities.</summary>
internal static class Predictions
{
    /// <summary>The current row's probabilities, <c>[classes]</c>.</summary>
    public delegate ReadOnlySpan<float> Source();

    public static Delegate CreateGetter(bool isScore, Source probabilities) => isScore
        ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> score) =>
        {
            var values = probabilities();
            var editor = VBufferEditor.Create(ref score, values.Length);
            values.CopyTo(editor.Values);
            score = editor.Commit();
        })
        // Keys count from 1; 0 is a missing value. Among equal probabilities the first class wins, as in the graph's ArgMax.
        : (ValueGetter<uint>)((ref uint label) => label = (uint)TensorPrimitives.IndexOfMax(probabilities()) + 1);
}
