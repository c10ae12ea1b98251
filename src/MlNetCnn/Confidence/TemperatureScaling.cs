using System.Numerics.Tensors;

namespace MlNetCnn;

/// <summary>
/// Calibrates probabilities by one number, the temperature, that logits are divided by (Guo et al. 2017): above 1 it makes them less sure, below 1
/// surer. The likeliest class stays the same.
/// </summary>
public static class TemperatureScaling
{
    private const double Least = 0.05, Largest = 20;
    private const double Precision = 1e-4; // of the logarithm
    private static readonly double Golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The temperature at which the log-loss is smallest, from 0.05 to 20.</summary>
    /// <remarks>
    /// The true class counts as (n+1)/(n+2) likely instead of certain, as Platt 1999 has it, so that a few images that are all right do not ask for
    /// certainty.
    /// </remarks>
    /// <param name="probabilities">[n, classes], as the model gives them for images that it was not trained on.</param>
    /// <param name="labels">The true class of each image [n], from 0.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together, there are no images, or a label is no class.</exception>
    public static float Fit(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels, int classes)
    {
        if (labels.IsEmpty || classes < 2 || probabilities.Length != (long)labels.Length * classes)
            throw new ArgumentException(
                $"{labels.Length} labels and {probabilities.Length} probabilities of {classes} classes came, but at least one image is needed, with one probability for each class.");
        foreach (var label in labels)
        {
            if (label < 0 || label >= classes)
                throw new ArgumentException($"A label is {label}, but the {classes} classes are 0 to {classes - 1}.", nameof(labels));
        }
        var logits = Logits(probabilities);
        var (low, high) = (Math.Log(Least), Math.Log(Largest));
        var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
        var (leftLoss, rightLoss) = (Loss(logits, labels, classes, left), Loss(logits, labels, classes, right));
        while (high - low > Precision)
        {
            // The loss has one minimum: it is convex in the inverse of the temperature.
            if (leftLoss <= rightLoss)
            {
                (high, right, rightLoss) = (right, left, leftLoss);
                leftLoss = Loss(logits, labels, classes, left = high - (Golden * (high - low)));
            }
            else
            {
                (low, left, leftLoss) = (left, right, rightLoss);
                rightLoss = Loss(logits, labels, classes, right = low + (Golden * (high - low)));
            }
        }
        return (float)Math.Exp((low + high) / 2);
    }

    /// <summary>The probabilities at another temperature: their logarithms are logits.</summary>
    /// <param name="probabilities">[n, classes], changed in place.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="temperature">Above 0.</param>
    public static void Apply(Span<float> probabilities, int classes, float temperature)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        Logits(probabilities).CopyTo(probabilities);
        TensorPrimitives.Divide(probabilities, temperature, probabilities);
        for (var i = 0; i < probabilities.Length; i += classes)
            TensorPrimitives.SoftMax(probabilities.Slice(i, classes), probabilities.Slice(i, classes));
    }

    /// <summary>Whether a temperature that was found is one of the ends: no better one was there to find, as for probabilities that are no better than guessing.</summary>
    internal static bool IsAtEnd(float temperature) => temperature is < (float)Least * 1.02f or > (float)Largest * 0.98f;

    private static float[] Logits(ReadOnlySpan<float> probabilities)
    {
        var logits = new float[probabilities.Length];
        TensorPrimitives.Max(probabilities, float.Epsilon, logits);
        TensorPrimitives.Log(logits, logits);
        return logits;
    }

    private static double Loss(float[] logits, ReadOnlySpan<int> labels, int classes, double logTemperature)
    {
        var rest = 1.0 / (labels.Length + 2);
        var inverse = (float)Math.Exp(-logTemperature);
        Span<float> row = classes <= 1024 ? stackalloc float[classes] : new float[classes];
        var sum = 0.0;
        for (var i = 0; i < labels.Length; i++)
        {
            TensorPrimitives.Multiply(logits.AsSpan(i * classes, classes), inverse, row);
            var largest = TensorPrimitives.Max<float>(row);
            var norm = 0.0;
            foreach (var logit in row)
                norm += Math.Exp(logit - largest);
            norm = largest + Math.Log(norm);
            var others = (TensorPrimitives.Sum<float>(row) - row[labels[i]]) / (classes - 1);
            sum += norm - ((1 - rest) * row[labels[i]]) - (rest * others);
        }
        return sum / labels.Length;
    }
}
