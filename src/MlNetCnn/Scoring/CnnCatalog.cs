using Microsoft.ML;

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
        FromModel(CnnModel.Load(path), featureColumnName, options);
}
