namespace MlNetCnn.Components;

/// <summary>The kind of operation of a layer, which determines its color in a diagram.</summary>
internal enum VolumeKind
{
    /// <summary>The input image.</summary>
    Input,

    /// <summary>Has multiply-accumulates: convolution, fully connected.</summary>
    Weighted,

    /// <summary>Changes the shape without weights: pooling, flattening.</summary>
    Reshaping,

    /// <summary>Scales channels with parameters of its own.</summary>
    Normalizing,

    /// <summary>Elementwise: an activation, dropout.</summary>
    Elementwise,

    /// <summary>A collapsed block.</summary>
    Folded,
}
