using System.Collections.Immutable;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>A model to continue training.</summary>
internal sealed record ContinuedModel(string Path, CnnModel Model)
{
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not a model of ours, or one of another network or of other classes.</exception>
    public static ContinuedModel Read(string path, NetworkPlan plan, ImmutableArray<string> classNames)
    {
        var model = ModelOf(path, ModelFile.ReadNetwork(path));
        var (was, isNow) = (model.Plan.Architecture, plan.Architecture);
        if (was != isNow)
        {
            throw new InvalidDataException(was.Name == isNow.Name
                ? $"'{path}' is a model of a network '{was.Name}' with other layers: train the network it was made with."
                : $"'{path}' is a model of network '{was.Name}', not '{isNow.Name}': name that network to train it further.");
        }
        if (!model.Plan.Input.Equals(plan.Input))
            throw new InvalidDataException($"'{path}' reads images of {model.Plan.Input}, but the data are {plan.Input}.");
        if (!model.ClassNames.Order(StringComparer.Ordinal).SequenceEqual(classNames.Order(StringComparer.Ordinal)))
        {
            throw new InvalidDataException(
                $"'{path}' knows the classes {NameList.Of(model.ClassNames, most: 5)}, but the data have {NameList.Of(classNames, most: 5)}: to train it for other classes, export its "
                + "weights by 'mlnetcnn export --safetensors' and start from them by --weights.");
        }
        return new(path, model);
    }

    /// <inheritdoc cref="Read" path="/exception"/>
    public static CnnModel ModelOf(string path, ScoringGraph graph) => graph.Model ?? throw new InvalidDataException(
        $"'{path}' has no weights that can be trained further, as an int8 model or one of another program: give the model it was made from.");

    /// <inheritdoc cref="StartingPoint.Continue"/>
    public TrainingOptions ApplyTo(TrainingOptions options) => StartingPoint.Continue(options, Model);
}
