namespace MlNetCnn;

/// <summary>In what numbers an exported network keeps its weights and computes.</summary>
public enum OnnxPrecision
{
    /// <summary>32-bit floats throughout.</summary>
    Float32,

    /// <summary>
    /// Weights of convolutions and linear layers as 16-bit floats, half the size; they are widened when the file is loaded, and all is
    /// computed in 32 bits, so that speed and answers stay. Biases and normalizations keep 32 bits.
    /// </summary>
    /// <remarks>
    /// A zip for ML.NET keeps 32 bits, since its OnnxTransformer reads no constants of 16. A graph that also computes in 16 bits is not
    /// written: ONNX Runtime's CPU has few such operators and casts around all others, which made LeNet 0.71 and ResNet-18 0.94 times as fast.
    /// </remarks>
    Float16,

    /// <summary>
    /// Weights as 8-bit integers, a quarter of the size, and convolutions, linear layers, poolings, sums and concatenations computed on
    /// 8-bit integers, which is faster on CPUs with instructions for them (VNNI, ARM's dot product). The ranges of what flows between the
    /// layers are measured on images beforehand, see <see cref="Quantization.Calibrate(CnnModel, ImageSet, CalibrationOptions?)"/>.
    /// </summary>
    Int8,
}
