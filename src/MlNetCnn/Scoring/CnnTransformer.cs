using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>
/// Scores images in an ML.NET pipeline: reads a column of pixels, runs the network on a block of rows at once and adds the columns
/// <c>Score</c> and <c>PredictedLabel</c>.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>Feature column</term><description>a vector of Single or Byte with C·H·W values, channels first: pixels on the scale of
/// the model's preprocessing, 0–255 unless trained otherwise</description></item>
/// <item><term><c>Score</c></term><description>Vector&lt;Single, classes&gt;: the probabilities, with the class names as slot
/// names</description></item>
/// <item><term><c>PredictedLabel</c></term><description>Key&lt;UInt32, classes&gt;: the likeliest class, with the class names as key
/// values</description></item>
/// </list>
/// Saved with <c>ml.Model.Save</c> it becomes a chain of ML.NET's own transformers: an app loads it without this library. There it
/// scores row by row, and of the annotations the slot names and key values remain.
/// Any number of threads may use one transformer at once.
/// </remarks>
public sealed class CnnTransformer : ISingleFeaturePredictionTransformer<CnnModel>, IDisposable
{
    private readonly MLContext _ml;
    private readonly Lazy<CnnScorer> _scorer;
    private readonly ScoringOptions _options;
    private volatile bool _disposed;

    internal CnnTransformer(
        MLContext ml, CnnModel model, string featureColumnName, ScoringOptions? options = null, DataViewType? featureColumnType = null)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(featureColumnName);
        _ml = ml;
        _options = (options ?? new ScoringOptions()).Check();
        _scorer = new Lazy<CnnScorer>(() => new CnnScorer(model, _options));
        Model = model;
        FeatureColumnName = featureColumnName;
        FeatureColumnType = featureColumnType ?? new VectorDataViewType(NumberDataViewType.Single, model.Plan.Input.Dimensions);
    }

    /// <summary>The network with its weights and class names.</summary>
    public CnnModel Model { get; }

    /// <summary>The column of pixels.</summary>
    public string FeatureColumnName { get; }

    /// <summary>The type of the column of pixels that the network was trained on. Single and Byte are both read, whichever it was.</summary>
    public DataViewType FeatureColumnType { get; }

    /// <summary>Always true: each row is scored on its own.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>The input's columns, then <c>Score</c> and <c>PredictedLabel</c>.</summary>
    /// <exception cref="ArgumentException">The column of pixels is missing, or of another type or size.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Columns(inputSchema).Output;

    /// <summary>
    /// Adds <c>Score</c> and <c>PredictedLabel</c>. The rows are scored when they are read, in blocks of
    /// <see cref="ScoringOptions.BatchSize"/>, and keep their order.
    /// </summary>
    /// <exception cref="ArgumentException">The column of pixels is missing, or of another type or size.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredView(input, Columns(input.Schema), Scorer);
    }

    /// <summary>What a <see cref="PredictionEngine{TSrc, TDst}"/> scores single rows with, without waiting for a block.</summary>
    /// <exception cref="ArgumentException">The column of pixels is missing, or of another type or size.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new ScoredRowMapper(Columns(inputSchema), Scorer);

    /// <summary>Writes the network to an ONNX file that any ONNX runtime runs and <c>ml.Cnn.LoadModel</c> reads back.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveOnnx(string path) => Model.Save(path);

    /// <summary>
    /// Releases the network's session; scoring ends then. A PredictionEngine does this to the model it was made from when it is disposed
    /// of, unless its options say <c>OwnsTransformer = false</c>.
    /// </summary>
    public void Dispose()
    {
        _disposed = true;
        if (_scorer.IsValueCreated)
            _scorer.Value.Dispose();
    }

    /// <summary>Saves a chain of ML.NET's own transformers that scores the same.</summary>
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        using var portable = new PortableChain(_ml, Model, FeatureColumnName);
        portable.Save(ctx);
    }

    private ScoringColumns Columns(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoringColumns(_ml, Model, FeatureColumnName, input);
    }

    private CnnScorer Scorer() => !_disposed ? _scorer.Value : throw new ObjectDisposedException(nameof(CnnTransformer),
        "This model was disposed of, perhaps along with a PredictionEngine made from it: "
        + "make engines with OwnsTransformer = false to go on using the model.");
}
