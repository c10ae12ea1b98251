using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>A trained network with all that is needed to use it: plan, weights, class names and preprocessing. One .onnx file holds it.</summary>
public sealed class CnnModel
{
    /// <summary>Puts a model together.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="classNames">A name for each class, in the order of the outputs; all different.</param>
    /// <param name="preprocessing">What happens to pixels first. Default: 0–255 scaled to 0–1.</param>
    /// <exception cref="ArgumentException">The weights, the names or the preprocessing do not fit the plan.</exception>
    public CnnModel(NetworkPlan plan, Weights weights, IEnumerable<string> classNames, Preprocessing? preprocessing = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(weights);
        Plan = plan;
        Weights = weights.MatchTo(plan).Used;
        ClassNames = [.. classNames];
        Preprocessing = preprocessing ?? Preprocessing.Bytes;
        Preprocessing.Check(plan.Input.Channels);
        if (ClassNames.Length != plan.Classes)
            throw new ArgumentException($"The network has {plan.Classes} classes, but got {ClassNames.Length} class names.", nameof(classNames));
        if (ClassNames.Distinct(StringComparer.Ordinal).Count() != ClassNames.Length)
            throw new ArgumentException("Two classes have the same name: give each its own.", nameof(classNames));
    }

    /// <summary>The network.</summary>
    public NetworkPlan Plan { get; }

    /// <summary>The trained values.</summary>
    public Weights Weights { get; }

    /// <summary>The classes' names, in the order of the outputs.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>What happens to pixels before the first layer.</summary>
    public Preprocessing Preprocessing { get; }

    /// <summary>
    /// What logits are divided by before they become probabilities, above 0: see <see cref="TemperatureScaling"/>. It is part of the exported graph.
    /// Default: 1, as the network was trained.
    /// </summary>
    public float Temperature
    {
        get;
        init => field = value > 0 && float.IsFinite(value) ? value : throw new ArgumentException($"The temperature is {value}, but must be above 0.");
    } = 1;

    /// <summary>
    /// From what on an image counts as known, from 0 to 1, in the probability of the likeliest class or, with <see cref="Familiarity"/>, in that: see
    /// <see cref="KnownThreshold"/>. With it models also give <c>IsKnown</c>. Default: null, every image counts as one of the classes.
    /// </summary>
    public float? KnownFrom
    {
        get;
        init => field = value is null or (>= 0 and <= 1) ? value : throw new ArgumentException($"Images count as known from {value} on, but it must be from 0 to 1.");
    }

    /// <summary>How alike an image is to those of the classes, compared with <see cref="KnownFrom"/>. Default: null, the probability of the likeliest class is compared.</summary>
    public Familiarity? Familiarity
    {
        get;
        init
        {
            value?.Check(Plan);
            field = value;
        }
    }

    /// <summary>
    /// What it was trained on, in words of the app that trained it; it travels in the files' metadata. The command line writes JSON here: the
    /// data set's name or path, and how its images were read. Default: null, unknown.
    /// </summary>
    public string? DataReference { get; init; }

    /// <summary>
    /// In what numbers the file that it was read from keeps its weights, <see cref="OnnxPrecision.Float32"/> or <see cref="OnnxPrecision.Float16"/>;
    /// exported anew, it keeps them so unless told otherwise. Default: <see cref="OnnxPrecision.Float32"/>. The weights here have 32 bits anyway.
    /// </summary>
    public OnnxPrecision Precision { get; internal init; }

    /// <summary>The same network at another temperature, and with another threshold of what is known.</summary>
    /// <param name="temperature">See <see cref="Temperature"/>.</param>
    /// <param name="knownFrom">See <see cref="KnownFrom"/>.</param>
    /// <param name="familiarity">See <see cref="Familiarity"/>.</param>
    /// <exception cref="ArgumentException">One of them is out of its range, or belongs to another network.</exception>
    public CnnModel WithConfidence(float temperature, float? knownFrom = null, Familiarity? familiarity = null) => new(Plan, Weights, ClassNames, Preprocessing)
    {
        DataReference = DataReference,
        Precision = Precision,
        Temperature = temperature,
        KnownFrom = knownFrom,
        Familiarity = familiarity,
    };

    /// <summary>The model as the bytes of an ONNX file; equal models give equal bytes.</summary>
    /// <remarks>
    /// Input: float <c>[N, C, H, W]</c>, pixels as <see cref="Preprocessing"/> takes them. Outputs: <c>Score</c>, float <c>[N, classes]</c>,
    /// the probabilities, and <c>PredictedIndex</c>, int64 <c>[N, 1]</c>; with <see cref="KnownFrom"/> also <c>KnownScore</c>, float <c>[N, 1]</c>, what is compared with it, and <c>IsKnown</c>, bool <c>[N, 1]</c>. Opset 17, IR version 8, any batch size.
    /// </remarks>
    /// <param name="options">The input's name, further outputs, and the numbers it computes with. Default: <c>Features</c>, none, 32-bit floats.</param>
    /// <exception cref="ArgumentException">
    /// The options name a layer that is not there, give two tensors one name, or ask for <see cref="OnnxPrecision.Int8"/> without a calibration
    /// of this model.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The weights are larger than an ONNX file can be, which is 2 GB, or outside of the range of 16-bit floats that were asked for.
    /// </exception>
    public byte[] ToOnnx(OnnxExportOptions? options = null) => OnnxExporter.Export(this, options);

    /// <summary>
    /// Writes the model to an ONNX file, see <see cref="ToOnnx"/>. The file appears when it is complete; one that was there stays
    /// until then.
    /// </summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="options">The input's name, further outputs, and the numbers it computes with. Default: <c>Features</c>, none, 32-bit floats.</param>
    /// <exception cref="IOException">The file cannot be written; the message says why.</exception>
    /// <inheritdoc cref="ToOnnx" path="/exception"/>
    public void Save(string path, OnnxExportOptions? options = null) =>
        AtomicFile.Write(path, stream => OnnxExporter.Export(this, options, stream));

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <exception cref="InvalidDataException">
    /// The file is not an ONNX model, is damaged, is newer than this version, was not saved by MlNetCnn, or was saved as
    /// <see cref="OnnxPrecision.Int8"/>, which is for <c>ml.Cnn.LoadModel</c>.
    /// </exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static CnnModel Load(string path)
    {
        using var file = File.OpenRead(path);
        return OnnxImporter.Import(file, $"'{path}'");
    }

    /// <summary>Reads a model that <see cref="ToOnnx"/> or <see cref="Save"/> wrote, up to the stream's end.</summary>
    /// <param name="stream">The file's content; it stays open.</param>
    /// <exception cref="InvalidDataException">
    /// It is not an ONNX model, is damaged, is newer than this version, was not saved by MlNetCnn, or was saved as
    /// <see cref="OnnxPrecision.Int8"/>, which is for <c>ml.Cnn.LoadModel</c>.
    /// </exception>
    public static CnnModel Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return OnnxImporter.Import(stream, "The model");
    }

    /// <summary>Reads a model that <see cref="ToOnnx"/> gave.</summary>
    /// <param name="onnx">The file's content.</param>
    /// <inheritdoc cref="Load(Stream)" path="/exception"/>
    public static CnnModel Load(ReadOnlySpan<byte> onnx) => OnnxImporter.Import(onnx, "The model");
}
