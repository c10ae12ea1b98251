using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>
/// Scores images in an ML.NET pipeline: reads a column of pixels or of images, runs the network on a block of rows at once and adds the columns
/// <c>Score</c> and <c>PredictedLabel</c>.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>Feature column</term><description>a vector of Single or Byte with C·H·W values, channels first: pixels on the scale of
/// the model's preprocessing, 0–255 unless trained otherwise; or an image as ML.NET's <c>LoadImages</c> and <c>ResizeImages</c> give, of
/// H×W pixels, read as red, green and blue bytes, or as gray where the network has one channel</description></item>
/// <item><term><c>Score</c></term><description>Vector&lt;Single, classes&gt;: the probabilities, with the class names as slot
/// names</description></item>
/// <item><term><c>PredictedLabel</c></term><description>Key&lt;UInt32, classes&gt;: the likeliest class, with the class names as key
/// values</description></item>
/// <item><term><c>IsKnown</c>, <c>PredictedClass</c></term><description>where the model has a threshold, <see cref="CnnModel.KnownFrom"/>: Boolean, whether
/// the likeliest class reaches it; and Text, that class's name, or <c>unknown</c></description></item>
/// <item><term>Layers' outputs</term><description>Vector&lt;Single, dimensions&gt; each, where <see cref="WithOutputs"/> asked for
/// them</description></item>
/// </list>
/// Saved with <c>ml.Model.Save</c> it becomes a chain of ML.NET's own transformers: an app loads it without this library. The chain takes
/// the kind of column that the network was trained on: pixels, or images, which it resizes where they have another size. There it scores
/// row by row, and of the annotations the slot names and key values remain; layers' outputs stay columns. <c>ml.Cnn.LoadModel</c>
/// and <c>ml.Cnn.Accelerate</c> make of it what it was.
/// Any number of threads may use one transformer at once.
/// It is an estimator too, one with nothing left to learn, so that it stands in a pipeline and in <c>CrossValidate</c>, also with layers'
/// outputs as features for another trainer.
/// </remarks>
public sealed class CnnTransformer : ISingleFeaturePredictionTransformer<CnnModel>, IEstimator<CnnTransformer>, IDisposable
{
    private const string PhotoColumn = "MlNetCnn.Photo";

    private readonly MLContext _ml;
    private readonly ScoringGraph _graph;
    private readonly ImmutableArray<NetworkColumn> _layers;
    private readonly Lazy<CnnScorer> _scorer;
    private readonly ScoringOptions _options;
    private readonly DataViewType? _featureColumnType;
    private readonly ResizeMode? _resize;
    private volatile bool _disposed;

    internal CnnTransformer(
        MLContext ml, CnnModel model, string featureColumnName, ScoringOptions? options = null, DataViewType? featureColumnType = null)
        : this(ml, new PlannedGraph(model ?? throw new ArgumentNullException(nameof(model))), [], featureColumnName, options, featureColumnType)
    {
    }

    internal CnnTransformer(
        MLContext ml, ScoringGraph graph, IEnumerable<LayerOutput> layers, string featureColumnName, ScoringOptions? options = null,
        DataViewType? featureColumnType = null, bool takesImages = false, ResizeMode? resize = null)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentException.ThrowIfNullOrEmpty(featureColumnName);
        _ml = ml;
        _graph = graph;
        _layers = graph.Columns(layers);
        _options = (options ?? new ScoringOptions()).Check();
        _scorer = new Lazy<CnnScorer>(() => new CnnScorer(graph, _layers, _options));
        FeatureColumnName = featureColumnName;
        (_featureColumnType, _resize) = (featureColumnType, resize);
        TakesImages = takesImages || featureColumnType is not null && ImageColumn.Is(featureColumnType);
    }

    /// <summary>The network with its weights and class names.</summary>
    /// <exception cref="InvalidOperationException">
    /// There is none: it came from <c>ml.Cnn.OnnxClassifier</c>, or from a file saved as <see cref="OnnxPrecision.Int8"/>.
    /// </exception>
    public CnnModel Model => _graph.Described();

    // ML.NET looks at the model to see what it can do; of a graph of others there is none to look at.
    CnnModel IPredictionTransformer<CnnModel>.Model => _graph.Model!;

    /// <summary>The classes' names, in the order of the scores.</summary>
    public ImmutableArray<string> ClassNames => _graph.ClassNames;

    /// <summary>The shape of one image: <c>C×H×W</c>.</summary>
    public TensorShape InputShape => _graph.Image;

    /// <summary>The device that the network runs on: <c>cpu</c> or <c>cuda:N</c>. Asking prepares the session.</summary>
    /// <exception cref="InvalidOperationException">The device that was asked for cannot be used.</exception>
    public string Device => Scorer().Device;

    /// <summary>The column of pixels or images.</summary>
    public string FeatureColumnName { get; }

    /// <summary>
    /// The type of the column that the network was trained on. Single, Byte and images are all read, whichever it was.
    /// </summary>
    public DataViewType FeatureColumnType => _featureColumnType
        ?? (TakesImages ? ImageColumn.Type(_graph.Image) : new VectorDataViewType(NumberDataViewType.Single, _graph.Image.Dimensions));

    /// <summary>Whether the network was trained on a column of images, so that what is saved takes one.</summary>
    internal bool TakesImages { get; }

    /// <summary>Whether its images come from files, so that they have any size.</summary>
    internal bool LoadsFiles => _resize is not null;

    internal ScoringGraph Graph => _graph;

    internal ImmutableArray<NetworkColumn> Layers => _layers;

    /// <summary>Always true: each row is scored on its own.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>The input's columns, then <c>Score</c> and <c>PredictedLabel</c>, then layers' outputs.</summary>
    /// <exception cref="ArgumentException">The column of pixels is missing, or of another type or size.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Columns(inputSchema).Output;

    /// <summary>
    /// Adds <c>Score</c>, <c>PredictedLabel</c> and layers' outputs. The rows are scored when they are read, in blocks of
    /// <see cref="ScoringOptions.BatchSize"/>, and keep their order. A column <c>Label</c> whose classes are not the model's in the model's
    /// order is warned of in ML.NET's log, see <see cref="CnnCatalog.MatchLabels"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The column of pixels is missing, or of another type or size.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        LabelMatching.Warn(_ml, input.Schema, ClassNames);
        return new ScoredView(input, Columns(input.Schema), Scorer);
    }

    /// <summary>What a <see cref="PredictionEngine{TSrc, TDst}"/> scores single rows with, without waiting for a block.</summary>
    /// <exception cref="ArgumentException">The column of pixels is missing, or of another type or size.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new ScoredRowMapper(Columns(inputSchema), Scorer);

    /// <summary>What an estimator promises: the input's columns and those that are added.</summary>
    /// <exception cref="ArgumentException">The column of pixels is missing, or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return CnnSchema.Promise(_ml, inputSchema, FeatureColumnName, _graph.KnownFrom is not null, _layers);
    }

    /// <summary>This network, unchanged, as a transformer with a session of its own: nothing is learnt from the rows, and none is read.</summary>
    /// <exception cref="ArgumentException">The column of pixels is missing, or of another type or size.</exception>
    public CnnTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Columns(input.Schema);
        return WithOutputs(_layers.Select(l => new LayerOutput(l.Path) { ColumnName = l.Name }));
    }

    /// <summary>
    /// A transformer with a session of its own that also adds the outputs of these layers, each a Vector&lt;Single&gt; of the layer's
    /// dimensions. They are computed and copied only for the columns that are read.
    /// </summary>
    /// <remarks>It replaces the outputs that were asked for before; those stay columns when it is saved.</remarks>
    /// <param name="outputs">Layers or blocks by the paths of the plan.</param>
    /// <exception cref="ArgumentException">There is no such layer, or a column cannot have that name.</exception>
    public CnnTransformer WithOutputs(params IEnumerable<LayerOutput> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return new CnnTransformer(_ml, _graph, outputs, FeatureColumnName, _options, _featureColumnType, TakesImages, _resize);
    }

    /// <summary>A transformer of the same network at another temperature and with another threshold, with a session of its own.</summary>
    /// <inheritdoc cref="CnnModel.WithConfidence" path="/param"/>
    /// <inheritdoc cref="CnnModel.WithConfidence" path="/exception"/>
    /// <exception cref="InvalidOperationException">The network cannot be changed: it came from <c>ml.Cnn.OnnxClassifier</c> or holds integers.</exception>
    public CnnTransformer WithConfidence(float temperature, float? knownFrom = null, Familiarity? familiarity = null) => new(
        _ml, new PlannedGraph(Model.WithConfidence(temperature, knownFrom, familiarity)), _layers.Select(l => new LayerOutput(l.Path) { ColumnName = l.Name }),
        FeatureColumnName, _options, _featureColumnType, TakesImages, _resize);

    /// <summary>A scorer of the same network, with a session of its own: for servers, where many threads score at once.</summary>
    /// <param name="options">How it is run. Default: as here.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The device cannot be used, or the app brings no native ONNX Runtime.</exception>
    public CnnScorer CreateScorer(ScoringOptions? options = null) => new(_graph, [], options ?? _options);

    /// <summary>Writes the network to an ONNX file that any ONNX runtime runs and <c>ml.Cnn.LoadModel</c> reads back.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The input's name, further outputs, and the numbers it computes with. Default: <c>Features</c>, none, as here.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">The options do not fit the network, see <see cref="CnnModel.ToOnnx"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The weights do not fit into the numbers asked for, or cannot be read: it came from <c>ml.Cnn.OnnxClassifier</c> or holds integers.
    /// </exception>
    public void SaveOnnx(string path, OnnxExportOptions? options = null) =>
        AtomicFile.Write(path, stream => stream.Write(_graph.ToOnnx(options ?? new OnnxExportOptions())));

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
        using var portable = Portable();
        portable.Save(ctx);
    }

    /// <summary>
    /// Writes what <c>ml.Model.Save</c> writes, with the network as it is: ML.NET compresses it, which takes most of the time and hardly makes
    /// weights smaller.
    /// </summary>
    internal void SaveZip(Stream stream, DataViewSchema schema)
    {
        using var portable = Portable();
        Write(portable, schema, stream);
    }

    /// <summary>
    /// Writes a zip that goes from the path of an image file, in a column <c>ImagePath</c>, to <c>Score</c> and to <c>PredictedLabel</c>, the
    /// class's name: ML.NET's own transformers, which load without this library and need Microsoft.ML.ImageAnalytics beside the packages of other zips.
    /// </summary>
    /// <remarks>
    /// Images are enlarged by the nearest pixel, to several times the network's size where their sides allow, and reduced to their means inside the graph; those of the
    /// network's own size stay as they are. Smaller ones become blocks, which training, enlarging smoothly, never showed the network: their scores may differ much, so choose a network of
    /// at most your images' size. ML.NET does not turn photos as their EXIF orientation says, and takes what is transparent for its color.
    /// <c>ml.Cnn.Accelerate</c> resizes exactly as in training; <c>ml.Cnn.LoadModel</c> gives the network on a column of pixels, <c>Features</c>.
    /// </remarks>
    /// <param name="path">The file. It appears when it is complete.</param>
    /// <param name="resize">How images come to the network's size; as in training. Default: stretched.</param>
    /// <exception cref="InvalidOperationException">The network reads neither 1 nor 3 channels.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveForImageFiles(string path, ResizeMode resize = ResizeMode.Stretch) => AtomicFile.Write(path, stream => SaveForImageFiles(stream, resize));

    internal void SaveForImageFiles(Stream stream, ResizeMode resize)
    {
        if (!ImageColumn.Fits(InputShape))
            throw new InvalidOperationException($"The network reads {InputShape}, and an image file has 3 channels, or 1 of gray: save it with ml.Model.Save.");
        using var portable = new PortableChain(_ml, _graph, _layers, PhotoColumn, FeatureKind.Files, resize);
        Write(portable, PortableChain.NoFiles(_ml).Schema, stream);
    }

    private PortableChain Portable() => new(_ml, _graph, _layers, FeatureColumnName, TakesImages ? FeatureKind.Images : FeatureKind.Pixels, _resize);

    private static void Write(PortableChain portable, DataViewSchema schema, Stream stream)
    {
        using var small = new MemoryStream();
        var graph = portable.SaveWithoutGraph(schema, small);
        PortableZip.WriteWith(graph, small, stream);
    }

    private ScoringColumns Columns(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoringColumns(_ml, _graph, _layers, FeatureColumnName, input, _resize);
    }

    /// <summary>The session, opened when first needed.</summary>
    /// <exception cref="ObjectDisposedException">The transformer was disposed of.</exception>
    internal CnnScorer Scorer() => !_disposed ? _scorer.Value : throw new ObjectDisposedException(nameof(CnnTransformer),
        "This model was disposed of, perhaps along with a PredictionEngine made from it: "
        + "make engines with OwnsTransformer = false to go on using the model.");
}
