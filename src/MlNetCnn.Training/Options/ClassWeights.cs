using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace MlNetCnn.Training;

/// <summary>How much an image of each class counts in the loss, as the <c>weight</c> of PyTorch's <c>cross_entropy</c>.</summary>
public sealed class ClassWeights
{
    private readonly FrozenDictionary<string, double>? _byName;

    private ClassWeights(FrozenDictionary<string, double>? byName) => _byName = byName;

    /// <summary>Rare classes count more: images / (classes · images of the class), so that all classes count the same together.</summary>
    public static ClassWeights Balanced { get; } = new(null);

    /// <summary>Given weights by the class's name, each 0 or more; classes that are left out have 1.</summary>
    /// <exception cref="ArgumentException">A weight is negative or not a finite number.</exception>
    public static ClassWeights Of(IReadOnlyDictionary<string, double> byName)
    {
        ArgumentNullException.ThrowIfNull(byName);
        foreach (var (name, weight) in byName)
        {
            if (!(weight >= 0) || !double.IsFinite(weight))
                throw new ArgumentException($"The weight of class '{name}' is {weight}, but must be 0 or more.", nameof(byName));
        }
        return new ClassWeights(byName.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The given weights; null where they are balanced.</summary>
    internal IReadOnlyDictionary<string, double>? ByName => _byName;

    /// <summary>As a checkpoint tells one from another.</summary>
    internal string Text => _byName is null
        ? nameof(Balanced)
        : string.Join(", ", _byName.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.Key}: {w.Value}")));

    /// <summary>The weights in the order of the classes.</summary>
    /// <param name="classNames">The classes.</param>
    /// <param name="images">How many training images each has.</param>
    /// <exception cref="ArgumentException">There is no class of a name that a weight was given for, or all weights are 0.</exception>
    internal float[] For(ImmutableArray<string> classNames, IReadOnlyList<long> images)
    {
        if (_byName is null)
        {
            var total = images.Sum();
            // A class without images has no say.
            return [.. images.Select(count => count == 0 ? 0 : (float)((double)total / classNames.Length / count))];
        }
        if (_byName.Keys.FirstOrDefault(name => !classNames.Contains(name)) is { } unknown)
            throw new ArgumentException(
                $"The training option {nameof(TrainingOptions.ClassWeights)} has a class '{unknown}', but the classes are {string.Join(", ", classNames)}.");
        float[] weights = [.. classNames.Select(name => (float)_byName.GetValueOrDefault(name, 1))];
        if (weights.All(w => w == 0))
            throw new ArgumentException(
                $"The training option {nameof(TrainingOptions.ClassWeights)} gives every class 0, but at least one must count.");
        return weights;
    }
}
