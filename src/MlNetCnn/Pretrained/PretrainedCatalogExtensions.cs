using MlNetCnn;

namespace Microsoft.ML;

/// <summary>Pretrained networks as featurizers of <c>ml.Cnn</c>.</summary>
public static class PretrainedCatalogExtensions
{
    private const int AnyClasses = 2;

    /// <summary>
    /// Turns images into the features of a pretrained network: what comes into its layer for the classes. Any trainer of ML.NET takes the column,
    /// such as <c>SdcaMaximumEntropy</c> or <c>LightGbm</c>. Images are computed in blocks, on a GPU where the app brings ONNX Runtime's.
    /// </summary>
    /// <param name="catalog"><c>ml.Cnn</c>.</param>
    /// <param name="pretrained">A name of <see cref="PretrainedNetworks"/> or a file with its network (.onnx). Default: <c>resnet18-imagenet</c>.</param>
    /// <param name="outputColumnName">The new column, a Vector&lt;Single&gt;: 512 values for <c>resnet18-imagenet</c>. Default: <c>Features</c>.</param>
    /// <param name="inputColumnName">Images, or pixels from 0 to 255 as a Vector of Single or Byte, channels first. Default: <c>Image</c>.</param>
    /// <param name="image">The size of the images, C×H×W. Default: what the weights were trained on, 3×224×224 for <c>resnet18-imagenet</c>.</param>
    /// <exception cref="ArgumentException">The file holds weights only, or the images do not fit the network.</exception>
    /// <exception cref="IOException">There are no such weights, or they cannot be downloaded.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or cannot be read as a network.</exception>
    public static IEstimator<ITransformer> Featurize(
        this CnnCatalog catalog, string pretrained = ImageNetResNet18.Name, string outputColumnName = "Features", string inputColumnName = "Image",
        TensorShape? image = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var network = PretrainedNetwork.Load(pretrained);
        var plan = network.RequireArchitecture().Plan(image ?? network.Input!, AnyClasses);
        var before = plan.Steps[plan.Steps.IndexOf(plan.Head) - 1];
        var match = network.Weights.MatchTo(plan, WeightMatching.FreshHead);
        var weights = plan.Tensors.Select(spec => KeyValuePair.Create(
            spec.Name, match.Used.TryGetValue(spec.Name, out var tensor) ? tensor : new WeightTensor(spec.Shape, new float[spec.Shape.Elements])));
        var preprocessing = network.Preprocessing is { } its ? Preprocessing.Bytes with { Mean = its.Mean, Std = its.Std } : Preprocessing.Bytes;
        var model = new CnnModel(plan, new Weights(weights), Enumerable.Range(0, AnyClasses).Select(i => $"{i}"), preprocessing);
        return catalog.FromModel(model, inputColumnName).WithOutputs(new LayerOutput(before.Path) { ColumnName = outputColumnName })
            .Append<ITransformer>(catalog.Context.Transforms.DropColumns(CnnSchema.Score, CnnSchema.PredictedLabel));
    }
}
