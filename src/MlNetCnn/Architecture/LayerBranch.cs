namespace MlNetCnn;

/// <summary>Layers one after another inside another layer.</summary>
/// <param name="Layers">The layers.</param>
/// <param name="Unnamed">What stands before the position of one without a name.</param>
/// <param name="First">The position of the first of them.</param>
internal readonly record struct LayerBranch(LayerList Layers, string Unnamed = "", int First = 0);
