namespace MlNetCnn;

/// <summary>One tensor of weights that a layer holds, named and laid out as in a PyTorch <c>state_dict</c>.</summary>
/// <param name="Name">The layer's path, a dot and the role: <c>conv1.weight</c>, <c>stem.1.running_mean</c>.</param>
/// <param name="Shape">The dimensions, outermost first: out×in/groups×kh×kw for a convolution, out×in for a linear layer.</param>
/// <param name="IsTrainable">Whether it is a parameter that gradients change; false for running statistics.</param>
public sealed record TensorSpec(string Name, TensorShape Shape, bool IsTrainable)
{
    /// <summary>What modules and graphs call it, which is another name where its own is a layer's path.</summary>
    internal string Key { get; init; } = Name;
}
