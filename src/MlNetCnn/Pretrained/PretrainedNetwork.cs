namespace MlNetCnn;

/// <summary>Trained weights to start from, with the network they belong to and the images they expect, as far as these are known.</summary>
/// <param name="Source">The name or file it was loaded from.</param>
/// <param name="Weights">The weights; those of the head may be missing or of other classes.</param>
public sealed record PretrainedNetwork(string Source, Weights Weights)
{
    /// <summary>The network; null for a file of weights only.</summary>
    public Architecture? Architecture { get; init; }

    /// <summary>How it expects pixels to be scaled and normalized; null where the file does not say.</summary>
    public Preprocessing? Preprocessing { get; init; }

    /// <summary>The shape of the images it was trained on; null where the file does not say.</summary>
    public TensorShape? Input { get; init; }

    /// <summary>The catalog's entry, with license and origin; null for a file.</summary>
    public PretrainedEntry? Entry { get; init; }

    /// <summary>
    /// Loads pretrained weights of the catalog, downloading those that are not on this machine, or a file: .onnx of this library or of others,
    /// whose network is read too, or .safetensors, .pth or .pt, which hold weights only.
    /// </summary>
    /// <param name="nameOrFile">A name of <see cref="PretrainedNetworks"/>, such as <c>resnet18-imagenet</c>, or the path of a file.</param>
    /// <exception cref="FileNotFoundException">There is no such name and no such file, or the app does not bring the weights that come along.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or cannot be read as a network; the message says why.</exception>
    /// <exception cref="IOException">The file cannot be read or downloaded.</exception>
    public static PretrainedNetwork Load(string nameOrFile)
    {
        ArgumentNullException.ThrowIfNull(nameOrFile);
        if (string.IsNullOrWhiteSpace(nameOrFile))
            throw new ArgumentException("The pretrained weights have no name: give one such as resnet18-imagenet, a file (.onnx, .pth, .safetensors), or none.", nameof(nameOrFile));
        if (PretrainedNetworks.TryFind(nameOrFile, out var entry))
            return Load(entry);
        if (!File.Exists(nameOrFile))
            throw new FileNotFoundException(Refusal(nameOrFile), nameOrFile);
        return Path.GetExtension(nameOrFile).ToLowerInvariant() is ".onnx" ? LoadOnnx(nameOrFile) : new(nameOrFile, Weights.Load(nameOrFile));
    }

    /// <exception cref="ArgumentException">It was loaded from a file of weights only.</exception>
    internal Architecture RequireArchitecture() => Architecture ?? throw new ArgumentException(
        $"'{Source}' holds weights only: name the network that they belong to as well, or give an .onnx file, which holds both.");

    private static PretrainedNetwork Load(PretrainedEntry entry) =>
        new(entry.Name, entry.File is null
            ? ImageNetResNet18Weights.Load()
            : Weights.Load(new PretrainedStore().GetAsync(entry.Name).GetAwaiter().GetResult().Path!))
        {
            Architecture = entry.Architecture,
            Preprocessing = entry.Preprocessing,
            Input = new TensorShape(3, entry.Side, entry.Side),
            Entry = entry,
        };

    private static PretrainedNetwork LoadOnnx(string path)
    {
        var read = OnnxNetwork.Read(path, new OnnxClassifierOptions(), classNames: null);
        return new(path, read.Model.Weights)
        {
            Architecture = read.Classifier,
            Preprocessing = read.IsOwn ? read.Model.Preprocessing : null,
            Input = read.Model.Plan.Input,
        };
    }

    private static string Refusal(string nameOrFile)
    {
        const string Way = "name a file (.onnx, .pth, .safetensors) or pretrained weights that have a name";
        return Directory.Exists(nameOrFile) ? $"'{nameOrFile}' is a folder: {Way}."
            : Architectures.TryFind(nameOrFile, out _) ? $"'{nameOrFile}' is a network, which is trained from scratch without this setting: {Way}, such as {ImageNetResNet18.Name}."
            : $"There are no pretrained weights '{nameOrFile}', and no file of that name: {Way}{Spelling.DidYouMean(nameOrFile, PretrainedNetworks.All.Select(e => e.Name))}";
    }
}
