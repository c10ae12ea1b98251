namespace MlNetCnn.Training;

/// <summary>The numbers that training computes in. Weights, optimizer, evaluation and the model are 32-bit floats in every case.</summary>
public enum Precision
{
    /// <summary>Bfloat16 on an NVIDIA GPU that convolves in it, otherwise 32-bit floats.</summary>
    Auto,

    /// <summary>32-bit floats.</summary>
    Float32,

    /// <summary>
    /// Bfloat16 forward and backward, except in batch normalization, with 32-bit master weights that the optimizer changes
    /// (Micikevicius et al. 2017; bfloat16 needs no scaling of the loss).
    /// </summary>
    BFloat16,
}
