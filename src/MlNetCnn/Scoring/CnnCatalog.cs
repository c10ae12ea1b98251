using Microsoft.ML;

namespace MlNetCnn;

/// <summary>Convolutional networks in ML.NET: what <c>ml.Cnn</c> offers. The training package adds its trainers here.</summary>
public sealed class CnnCatalog
{
    internal CnnCatalog(MLContext context) => Context = context;

    internal MLContext Context { get; }

    /// <summary>Reads images and labels from IDX files, raw or .gz, into memory: columns <c>Features</c> (bytes, C×H×W) and <c>Label</c> (key).</summary>
    /// <param name="imagesPath">For example <c>train-images-idx3-ubyte.gz</c>.</param>
    /// <param name="labelsPath">For example <c>train-labels-idx1-ubyte.gz</c>.</param>
    /// <param name="classNames">A name for each class. Default: the labels themselves, from "0".</param>
    /// <exception cref="IOException">A file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or the two do not go together.</exception>
    public IDataView LoadIdx(string imagesPath, string labelsPath, IReadOnlyList<string>? classNames = null) =>
        ImageSet.LoadIdx(imagesPath, labelsPath, classNames).ToDataView(Context);

    /// <summary>A transformer that scores with this model.</summary>
    /// <param name="model">The network.</param>
    /// <param name="featureColumnName">The column of pixels: a vector of Single or Byte with C·H·W values, channels first.</param>
    /// <param name="options">How it is run. Default: blocks of 64 rows, all cores.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public CnnTransformer FromModel(CnnModel model, string featureColumnName = "Features", ScoringOptions? options = null) =>
        new(Context, model, featureColumnName, options);

    /// <summary>Reads an ONNX file that this library wrote, as a transformer.</summary>
    /// <param name="path">The file.</param>
    /// <param name="featureColumnName">The column of pixels: a vector of Single or Byte with C·H·W values, channels first.</param>
    /// <param name="options">How it is run. Default: blocks of 64 rows, all cores.</param>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not an ONNX file of this library's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public CnnTransformer LoadModel(string path, string featureColumnName = "Features", ScoringOptions? options = null) =>
        throw new NotSupportedException(path);
}
