namespace MlNetCnn;

/// <summary>Looks at a tensor's values of one block of images.</summary>
internal delegate void TensorVisitor(ValueHistogram histogram, ReadOnlySpan<float> values);
