using System.Collections.Immutable;

namespace MlNetCnn.Training;

/// <summary>Puts the last layer's rows of a model into the order in which the data have its classes.</summary>
internal static class ClassOrder
{
    /// <summary>The model's weights for these classes.</summary>
    /// <exception cref="ArgumentException">The model's network, classes or preprocessing are not these.</exception>
    public static Weights Weights(CnnModel model, NetworkPlan plan, ImmutableArray<string> classNames, Preprocessing preprocessing)
    {
        if (!model.ClassNames.Order(StringComparer.Ordinal).SequenceEqual(classNames.Order(StringComparer.Ordinal)))
            throw new ArgumentException(
                $"{nameof(TrainingOptions.ContinueFrom)} is a model of the classes {NameList.Of(model.ClassNames)}, but the data have {NameList.Of(classNames)}: "
                + $"to train it for other classes, set {nameof(TrainingOptions.InitialWeights)} to its weights.");
        // The scale only says what range the pixels come in: either way they are 0–1 behind it.
        if (model.Preprocessing with { Scale = preprocessing.Scale } != preprocessing)
            throw new ArgumentException(
                $"{nameof(TrainingOptions.ContinueFrom)} is a model that normalizes its pixels otherwise than these options do: "
                + "set the same means and standard deviations.");
        var weights = model.Weights.MatchTo(plan).Used;
        if (model.ClassNames.SequenceEqual(classNames))
            return weights;
        var positions = classNames.Select(name => model.ClassNames.IndexOf(name)).ToArray();
        var ofClasses = TensorsByClass(plan);
        return new Weights(weights.Select(w => KeyValuePair.Create(w.Key, ofClasses.Contains(w.Key) ? Reordered(w.Value, positions) : w.Value)));
    }

    /// <summary>The tensors with a row for each class: those that another number of classes would make longer.</summary>
    private static HashSet<string> TensorsByClass(NetworkPlan plan)
    {
        var longer = plan.Architecture.Plan(plan.Input, plan.Classes + 1).Tensors.ToDictionary(t => t.Name, t => t.Shape, StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tensor in plan.Tensors.Where(t => !longer[t.Name].Equals(t.Shape)))
        {
            if (!longer[tensor.Name].Equals(new TensorShape([plan.Classes + 1, .. tensor.Shape.Dimensions.AsSpan()[1..]])))
                throw new ArgumentException(
                    $"{nameof(TrainingOptions.ContinueFrom)} has its classes in another order than the data, and tensor '{tensor.Name}' of network "
                    + $"'{plan.Architecture.Name}' has no row for each class that could be moved: give the data the model's order of classes.");
            found.Add(tensor.Name);
        }
        return found;
    }

    private static WeightTensor Reordered(WeightTensor tensor, int[] positions)
    {
        var row = tensor.Shape.Elements / positions.Length;
        var values = new float[tensor.Shape.Elements];
        for (var i = 0; i < positions.Length; i++)
            tensor.Values.Span.Slice(positions[i] * row, row).CopyTo(values.AsSpan(i * row));
        return new WeightTensor(tensor.Shape, values);
    }
}
