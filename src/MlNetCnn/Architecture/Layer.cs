using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MlNetCnn;

/// <summary>
/// One step of a network, as data. A layer knows its own settings only: the channels that come in, the shapes and the costs
/// are inferred by <see cref="PlanningExtensions.Plan"/>.
/// </summary>
/// <remarks>
/// A layer's <em>path</em> is its name behind the names of the blocks around it, joined by dots (<c>stage2.0.conv1</c>). A layer
/// without a name is called by its position in its block, from 0, as PyTorch's <c>nn.Sequential</c> does, so that the names
/// of weights fit those of a PyTorch <c>state_dict</c>.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Conv2d), "conv2d")]
[JsonDerivedType(typeof(ConvTranspose2d), "convTranspose2d")]
[JsonDerivedType(typeof(Linear), "linear")]
[JsonDerivedType(typeof(BatchNorm2d), "batchNorm2d")]
[JsonDerivedType(typeof(LayerNorm2d), "layerNorm2d")]
[JsonDerivedType(typeof(GroupNorm), "groupNorm")]
[JsonDerivedType(typeof(ReLU), "relu")]
[JsonDerivedType(typeof(ReLU6), "relu6")]
[JsonDerivedType(typeof(LeakyReLU), "leakyRelu")]
[JsonDerivedType(typeof(PReLU), "prelu")]
[JsonDerivedType(typeof(ELU), "elu")]
[JsonDerivedType(typeof(GELU), "gelu")]
[JsonDerivedType(typeof(SiLU), "silu")]
[JsonDerivedType(typeof(Hardswish), "hardswish")]
[JsonDerivedType(typeof(Sigmoid), "sigmoid")]
[JsonDerivedType(typeof(Hardsigmoid), "hardsigmoid")]
[JsonDerivedType(typeof(Tanh), "tanh")]
[JsonDerivedType(typeof(MaxPool2d), "maxPool2d")]
[JsonDerivedType(typeof(AvgPool2d), "avgPool2d")]
[JsonDerivedType(typeof(AdaptiveAvgPool2d), "adaptiveAvgPool2d")]
[JsonDerivedType(typeof(Upsample), "upsample")]
[JsonDerivedType(typeof(ChannelSlice), "channelSlice")]
[JsonDerivedType(typeof(ChannelShuffle), "channelShuffle")]
[JsonDerivedType(typeof(Flatten), "flatten")]
[JsonDerivedType(typeof(Dropout), "dropout")]
[JsonDerivedType(typeof(StochasticDepth), "stochasticDepth")]
[JsonDerivedType(typeof(LayerScale), "layerScale")]
[JsonDerivedType(typeof(Block), "block")]
[JsonDerivedType(typeof(Residual), "residual")]
[JsonDerivedType(typeof(Scale), "scale")]
[JsonDerivedType(typeof(Concat), "concat")]
public abstract record Layer
{
    private protected Layer()
    {
    }

    /// <summary>
    /// What the layer is called within its block: letters, digits, '_' and '-'. Default: none, its position counts.
    /// </summary>
    [JsonPropertyOrder(-1)]
    public string? Name { get; init; }

    /// <summary>The layer's kind as JSON and tables show it, for example <c>conv2d</c>.</summary>
    [JsonIgnore]
    public string Kind => LayerKinds.NameOf(GetType());

    /// <summary>The layers inside, by branch.</summary>
    internal virtual ImmutableArray<LayerBranch> Inside => [];

    /// <summary>How many of the branches inside, the last ones, follow where the others meet.</summary>
    internal virtual int BranchesBehind => 0;

    /// <summary>Whether the layers inside are named as if they stood beside this one.</summary>
    internal virtual bool SharesNames => false;

    /// <summary>Whether something is computed here, beyond what the layers inside do.</summary>
    internal virtual bool Computes => true;

    /// <summary>Whether the width is left open, for the number of classes.</summary>
    internal virtual bool IsOpen => false;

    /// <summary>Whether backward does not look at the output, so that the activation behind it may overwrite it.</summary>
    internal virtual bool LeavesOutputUnused => false;

    /// <summary>Settings that contradict each other, each with how a sentence about it goes on.</summary>
    /// <param name="classes">The number of classes where it is known.</param>
    internal virtual IEnumerable<(string Setting, string Needs)> Contradictions(int? classes) => [];

    /// <summary>Infers the output and the cost.</summary>
    /// <exception cref="LayerShapeException">The layer does not fit what comes in.</exception>
    internal abstract LayerFigures Infer(LayerInput at);

    /// <summary>What training keeps for backward.</summary>
    internal abstract SavedActivations Saves(TensorShape input, TensorShape output);

    /// <summary>How many values backward holds beside the gradients of input and output.</summary>
    internal virtual long CopiedInBackward(TensorShape input, TensorShape output) => 0;

    /// <summary>Whether the output takes the place of the input.</summary>
    /// <param name="mayOverwrite">Whether nothing else needs the input's values.</param>
    internal virtual bool Overwrites(bool mayOverwrite) => false;

    /// <summary>The receptive field of the output, from that of the input.</summary>
    internal virtual ReceptiveField Sees(ReceptiveField before, TensorShape input, TensorShape output) => before;

    /// <summary>The channel of the input that a channel of the output comes from, or null where it comes from several.</summary>
    internal virtual int? SourceOf(int channel, TensorShape input, TensorShape output) => channel;

    /// <summary>Writes the layer as ONNX nodes of opset 17.</summary>
    /// <returns>The tensor that holds the output.</returns>
    internal abstract string WriteOnnx(OnnxLayer at);
}
