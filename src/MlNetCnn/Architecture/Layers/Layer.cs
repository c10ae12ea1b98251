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
[JsonDerivedType(typeof(Linear), "linear")]
[JsonDerivedType(typeof(BatchNorm2d), "batchNorm2d")]
[JsonDerivedType(typeof(LayerNorm2d), "layerNorm2d")]
[JsonDerivedType(typeof(ReLU), "relu")]
[JsonDerivedType(typeof(LeakyReLU), "leakyRelu")]
[JsonDerivedType(typeof(GELU), "gelu")]
[JsonDerivedType(typeof(SiLU), "silu")]
[JsonDerivedType(typeof(Sigmoid), "sigmoid")]
[JsonDerivedType(typeof(Tanh), "tanh")]
[JsonDerivedType(typeof(MaxPool2d), "maxPool2d")]
[JsonDerivedType(typeof(AvgPool2d), "avgPool2d")]
[JsonDerivedType(typeof(AdaptiveAvgPool2d), "adaptiveAvgPool2d")]
[JsonDerivedType(typeof(Flatten), "flatten")]
[JsonDerivedType(typeof(Dropout), "dropout")]
[JsonDerivedType(typeof(Block), "block")]
[JsonDerivedType(typeof(Residual), "residual")]
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
}
