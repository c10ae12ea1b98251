namespace MlNetCnn.Experiments;

/// <summary>A tensor of a graph; the shape is null where the file does not state it.</summary>
public sealed record OnnxFileTensor(string Name, string? Shape, bool IsConstant);
