using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MlNetCnn;

/// <summary>Convolutional networks in ML.NET: what <c>ml.Cnn</c> offers. The training package adds its trainers.</summary>
public sealed class CnnCatalog
{
    internal CnnCatalog(MLContext context) => Context = context;

    internal MLContext Context { get; }

    /// <summary>
    /// Reads the two IDX files of a data set such as MNIST into memory, compressed by gzip or not: columns <c>Features</c>, a vector of
    /// C×H×W bytes, and <c>Label</c>, a key with the class names.
    /// </summary>
    /// <param name="imagesPath">Images of unsigned bytes: N×H×W or N×C×H×W.</param>
    /// <param name="labelsPath">N labels of one unsigned byte.</param>
    /// <param name="classNames">The names of labels 0, 1, …; by default "0" to the largest label. For test data: the training data's.</param>
    /// <exception cref="InvalidDataException">A file is not IDX or damaged, or the two do not belong together.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public IDataView LoadIdx(string imagesPath, string labelsPath, IReadOnlyList<string>? classNames = null) =>
        ImageSet.LoadIdx(imagesPath, labelsPath, classNames).ToDataView(Context);

    /// <summary>
    /// Reads labeled images of any format that <see cref="ImageData.Open"/> knows: columns <c>Features</c>, a vector of C×H×W bytes,
    /// <c>Label</c>, a key with the class names, and <c>Path</c> where images have one. Where the data have splits, these are the images to
    /// train on: <see cref="ImageData.Open"/> gives the others too.
    /// </summary>
    /// <param name="path">A folder or file.</param>
    /// <param name="size">The height and width every image gets. Default: that of <paramref name="options"/>, or else the size of the images.</param>
    /// <param name="options">Channels, limits, cache. Default: see there.</param>
    /// <exception cref="InvalidDataException">The data cannot be read; the message names the file, the entry or the row.</exception>
    /// <exception cref="IOException">There is nothing at the path, or it cannot be read.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public IDataView LoadImages(string path, Size2d? size = null, ImageLoading? options = null) => Load(path, size, options).Train.ToDataView(Context);

    /// <summary>Reads a folder with one folder of image files a class, with or without train and test above them; see <see cref="LoadImages"/>.</summary>
    /// <inheritdoc cref="LoadImages" path="/param"/>
    /// <inheritdoc cref="LoadImages" path="/exception"/>
    public IDataView LoadImageFolder(string path, Size2d? size = null, ImageLoading? options = null) =>
        Load(path, size, options, ImageDataFormat.Folder).Train.ToDataView(Context);

    /// <summary>Reads a .zip, .tar or .tar.gz of class folders; see <see cref="LoadImages"/>.</summary>
    /// <inheritdoc cref="LoadImages" path="/param"/>
    /// <inheritdoc cref="LoadImages" path="/exception"/>
    public IDataView LoadImageArchive(string path, Size2d? size = null, ImageLoading? options = null) =>
        Load(path, size, options, ImageDataFormat.Folder).Train.ToDataView(Context);

    /// <summary>Reads CIFAR-10's or CIFAR-100's binary files (its fine labels), in a folder or an archive; see <see cref="LoadImages"/>.</summary>
    /// <inheritdoc cref="LoadImages" path="/param"/>
    /// <inheritdoc cref="LoadImages" path="/exception"/>
    public IDataView LoadCifar(string path, Size2d? size = null, ImageLoading? options = null) =>
        Load(path, size, options, ImageDataFormat.Cifar).Train.ToDataView(Context);

    /// <summary>Reads a CSV of labels and pixels from 0 to 255, one image a row; see <see cref="LoadImages"/>.</summary>
    /// <inheritdoc cref="LoadImages" path="/param"/>
    /// <inheritdoc cref="LoadImages" path="/exception"/>
    public IDataView LoadCsv(string path, Size2d? size = null, ImageLoading? options = null) =>
        Load(path, size, options, ImageDataFormat.Csv).Train.ToDataView(Context);

    /// <summary>Reads Parquet files with a column of encoded images or lists of pixels, and a label column; see <see cref="LoadImages"/>.</summary>
    /// <inheritdoc cref="LoadImages" path="/param"/>
    /// <inheritdoc cref="LoadImages" path="/exception"/>
    public IDataView LoadParquet(string path, Size2d? size = null, ImageLoading? options = null) =>
        Load(path, size, options, ImageDataFormat.Parquet).Train.ToDataView(Context);

    /// <summary>
    /// Splits labeled rows in two so that each class keeps its share on both sides. The rows are those of the data, none is copied; the data
    /// must give the same rows in the same order whenever they are read.
    /// </summary>
    /// <param name="data">Any data with a label column: a key, a text, a number or a yes or no.</param>
    /// <param name="testFraction">The share of the test rows, above 0 and below 1. Default: 0.2. At least one row of each class stays in train.</param>
    /// <param name="seed">Decides which rows. Default: 0.</param>
    /// <param name="labelColumnName">The label column.</param>
    /// <exception cref="ArgumentException">There is no such column, or the share is out of its range.</exception>
    /// <exception cref="InvalidOperationException">There are so few rows that the test part would have none.</exception>
    [SuppressMessage("Performance", "CA1822", Justification = "It belongs to ml.Cnn, which is an instance.")]
    public (IDataView Train, IDataView Test) Split(IDataView data, double testFraction = 0.2, int seed = 0, string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(data);
        return StratifiedView.Split(data, testFraction, seed, labelColumnName);
    }

    /// <summary>
    /// The same rows with their labels as a model counts its classes, for <c>Evaluate</c>, which takes keys only and pairs classes by position
    /// whatever they are called. They are paired as <see cref="ClassMatch.Of"/> says.
    /// </summary>
    /// <param name="data">Rows, scored or not, with a label column: a key with values, a text or a whole number.</param>
    /// <param name="model">The model.</param>
    /// <param name="labelColumnName">The label column. It becomes a key with the model's class names.</param>
    /// <exception cref="ArgumentException">There is no such column, or it is of another type.</exception>
    /// <exception cref="InvalidDataException">The rows have classes that the model does not know; the message names them.</exception>
    public IDataView MatchLabels(IDataView data, CnnTransformer model, string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(model);
        return LabelMatching.Apply(Context, data, model.ClassNames, labelColumnName);
    }

    /// <summary>A transformer that scores with this model.</summary>
    /// <param name="model">The network.</param>
    /// <param name="featureColumnName">The column of pixels: a vector of Single or Byte with C·H·W values, channels first.</param>
    /// <param name="options">How it is run. Default: blocks of 64 rows, all cores.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public CnnTransformer FromModel(CnnModel model, string featureColumnName = "Features", ScoringOptions? options = null) =>
        new(Context, model, featureColumnName, options);

    /// <summary>
    /// Reads an ONNX file or a zip for ML.NET that this library wrote, as a transformer that scores in blocks. No file is written on the way.
    /// </summary>
    /// <param name="path">The file. A zip that holds more than the network is for <c>ml.Model.Load</c> and <see cref="Accelerate"/>.</param>
    /// <param name="featureColumnName">
    /// The column of pixels: a vector of Single or Byte with C·H·W values, channels first. Default: the one it was saved with, or
    /// <c>Features</c> where none was.
    /// </param>
    /// <param name="options">How it is run. Default: blocks of 64 rows, all cores.</param>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is neither of these, is damaged, or was changed after it was saved.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public CnnTransformer LoadModel(string path, string? featureColumnName = null, ScoringOptions? options = null)
    {
        var saved = ReadSaved(path);
        try
        {
            return new CnnTransformer(
                Context, saved.Graph, saved.Layers, featureColumnName ?? (saved.Resize is null ? saved.FeatureColumn : null) ?? "Features", options,
                takesImages: saved.TakesImages && saved.Resize is null);
        }
        catch (ArgumentException e) when (saved.Layers.Length > 0 && e.ParamName is null)
        {
            throw new InvalidDataException($"'{path}' does not fit together: {e.Message}", e);
        }
    }

    /// <summary>
    /// Finds networks of this library in a model that plain ML.NET loaded, and puts transformers that score in blocks in their places. All
    /// other steps stay as they are, those of inner chains in one chain with the others.
    /// </summary>
    /// <remarks>
    /// The loaded model is used up: the steps that were replaced are disposed of, with their sessions and temporary files, the others
    /// belong to the new model.
    /// </remarks>
    /// <param name="loadedModel">What <c>ml.Model.Load</c> gave.</param>
    /// <param name="options">How the networks are run. Default: blocks of 64 rows, all cores.</param>
    /// <returns>The same pipeline. Disposing of it disposes of all its steps.</returns>
    /// <exception cref="ArgumentException">There is no network of this library in it, or an option is out of its range.</exception>
    /// <exception cref="InvalidDataException">A network was changed after it was saved, so that it does not fit the steps around it.</exception>
    public TransformerChain<ITransformer> Accelerate(ITransformer loadedModel, ScoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(loadedModel);
        return new Acceleration(Context, (options ?? new ScoringOptions()).Check()).Of(loadedModel);
    }

    /// <summary>
    /// Converts a pipeline with networks of this library to one ONNX file: the steps around them by ML.NET's own conversion, which leaves a network and all
    /// before it out without a word when it is called by itself, as <c>ml.Model.ConvertToOnnx</c>. The app needs the package Microsoft.ML.OnnxConverter.
    /// </summary>
    /// <remarks>
    /// As with ML.NET the file has an input for each column of <paramref name="input"/> and an output <c>column.output</c> for each of the last step: rows first, keys as numbers
    /// from 1, <c>[N, 1]</c>. Leave out what scoring does not need, such as a label, by selecting columns before. Batch sizes are free. For the network alone there is
    /// <see cref="CnnTransformer.SaveOnnx"/>.
    /// </remarks>
    /// <param name="model">What <c>Fit</c> or <see cref="Accelerate"/> gave: a chain, or a network.</param>
    /// <param name="input">Rows with the columns that it takes. None is read.</param>
    /// <param name="path">The file. It appears when it is complete.</param>
    /// <exception cref="ArgumentException">There is no network in it, or one of its steps has no ONNX, such as <c>LoadImages</c>; the message names the step.</exception>
    /// <exception cref="InvalidOperationException">The app lacks Microsoft.ML.OnnxConverter.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void ConvertToOnnx(ITransformer model, IDataView input, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var onnx = ChainConversion.Convert(Context, model, input);
        AtomicFile.Write(path, stream => onnx.WriteTo(stream));
    }

    /// <summary>
    /// A classifier of images from an ONNX file that others made, PyTorch for instance, as a transformer that scores in blocks. Files that
    /// take one image only are scored one by one. Tensors in files beside it are read from its own folder only.
    /// </summary>
    /// <remarks>
    /// The graph must take one input of 32- or 16-bit floats, batch×channels×height×width or batch×height×width×channels, and give one value
    /// for each class; opset 7 or later, up to what the app's ONNX Runtime knows. It is tried on black images when it is loaded.
    /// Saved, the transformer becomes a zip that any ML.NET app loads, with preprocessing, softmax and class names inside.
    /// </remarks>
    /// <param name="path">The .onnx file.</param>
    /// <param name="classNames">A name for each value that the graph gives, in their order; all different.</param>
    /// <param name="options">Preprocessing and what else the file does not say. Default: pixels 0–255 scaled to 0–1.</param>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is no such graph; the message says what it has and what is needed.</exception>
    /// <exception cref="ArgumentException">Class names or options do not fit the graph.</exception>
    public CnnTransformer OnnxClassifier(string path, IEnumerable<string> classNames, OnnxClassifierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(classNames);
        options ??= new OnnxClassifierOptions();
        string[] names = [.. classNames];
        ClassNameCheck.Require(names, what => new ArgumentException($"The list {what}", nameof(classNames)));
        var graph = ForeignGraphWriter.Create(path, [.. names], options);
        return new CnnTransformer(Context, graph, [], options.FeatureColumn, options.Scoring);
    }

    /// <summary>
    /// The network in an ONNX file that others made, as one of this library: its plan can be read, its weights trained further
    /// (<c>new() { InitialWeights = model.Weights }</c>), and it is exported like any other. It gives what the file gives, which is
    /// checked on an image of random values.
    /// </summary>
    /// <remarks>
    /// The graph must be a classifier or feature extractor of images in 32-bit floats, of opset 7 to 22, whose ways divide and meet again as
    /// branches do: convolutions, normalizations, activations, pooling, sums, concatenations, gates, channel slices and shuffles, and linear
    /// layers. What exporters fold (batch normalization) or write as several nodes (GELU, SiLU, layer and group normalization) is read.
    /// </remarks>
    /// <param name="path">The .onnx file.</param>
    /// <param name="classNames">A name for each value that the graph gives, in their order; all different. Default: their numbers, from 0.</param>
    /// <param name="options">Preprocessing, and the shape of images where the file leaves it open. Default: pixels 0–255 scaled to 0–1.</param>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A node cannot be read, or the network would give other values; the message names it.</exception>
    /// <exception cref="ArgumentException">Class names or options do not fit the graph.</exception>
    public CnnModel FromOnnx(string path, IEnumerable<string>? classNames = null, OnnxClassifierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var read = OnnxNetwork.Read(path, options ?? new OnnxClassifierOptions(), classNames?.ToArray());
        using var channel = ((IHostEnvironment)Context).Register(nameof(FromOnnx)).Start("Read");
        channel.Info(MessageSensitivity.None, read.Summary);
        return read.Model;
    }

    private static ImageData Load(string path, Size2d? size, ImageLoading? options, params ReadOnlySpan<ImageDataFormat> formats)
    {
        options ??= new ImageLoading();
        if (size is not null)
            options = options with { Size = size };
        var data = ImageData.Open(path, options);
        return formats.IsEmpty || formats.Contains(data.Format) ? data : throw new InvalidDataException(
            $"'{path}' has {ImageFormats.Of(data.Format).Name}, not {ImageFormats.Of(formats[0]).Name}: use LoadImages, which reads any format.");
    }

    private static SavedNetwork ReadSaved(string path)
    {
        if (PortableZip.IsZip(path))
            return PortableZip.Read(path, alone: true);
        using var file = File.OpenRead(path);
        return SavedNetwork.Read(OnnxFile.Parse(file, $"'{path}'"), $"'{path}'");
    }
}
