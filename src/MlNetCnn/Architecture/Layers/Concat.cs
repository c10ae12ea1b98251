namespace MlNetCnn;

/// <summary>
/// Parallel branches of the same input whose outputs are joined along the channels (GoogLeNet's Inception, Szegedy et al. 2014;
/// DenseNet, Huang et al. 2016). Height and width of all branches must agree.
/// </summary>
/// <param name="Branches">The branches, at least one; an empty <see cref="Block"/> passes its input on.</param>
public sealed record Concat([property: Within(1)] LayerList Branches) : Layer;
