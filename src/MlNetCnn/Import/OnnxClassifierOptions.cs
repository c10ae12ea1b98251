namespace MlNetCnn;

/// <summary>What an ONNX file of others does not say of itself, and how it is run.</summary>
public sealed record OnnxClassifierOptions
{
    /// <summary>
    /// The column of pixels: a vector of Single or Byte with C·H·W values, channels first whatever the file's layout. Default:
    /// <c>Features</c>.
    /// </summary>
    public string FeatureColumn { get; init; } = "Features";

    /// <summary>What happens to pixels before the graph. Default: 0–255 scaled to 0–1, without mean and standard deviation.</summary>
    public Preprocessing Preprocessing { get; init; } = Preprocessing.Bytes;

    /// <summary>The shape of one image, <c>C×H×W</c>. Default: as the file says; needed where its height or width is open.</summary>
    public TensorShape? InputShape { get; init; }

    /// <summary>The order in which the graph takes an image's values. Default: channels first.</summary>
    public ImageLayout Layout { get; init; }

    /// <summary>The graph's input. Default: its only one.</summary>
    public string? InputName { get; init; }

    /// <summary>The graph's output of one value a class. Default: its only one.</summary>
    public string? OutputName { get; init; }

    /// <summary>
    /// Whether a softmax turns the output into probabilities. Default: null, where the graph does not end in one itself.
    /// </summary>
    public bool? AddSoftmax { get; init; }

    /// <summary>How it is run. Default: blocks of 64 rows, on a GPU where there is one, else on all cores.</summary>
    public ScoringOptions Scoring { get; init; } = new();
}
