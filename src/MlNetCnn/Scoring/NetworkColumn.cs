namespace MlNetCnn;

/// <summary>A layer's output as a column, with the shape of one row's.</summary>
internal sealed record NetworkColumn(string Path, string Name, TensorShape Shape);
