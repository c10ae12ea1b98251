namespace MlNetCnn.Experiments;

/// <summary>A decoded image file (C·H·W bytes, and its size as displayed), or the error; the shape is null where decoding failed.</summary>
internal sealed record PictureAnswer(byte[] Pixels, TensorShape? Shape, Size2d Source, string? Fault);
