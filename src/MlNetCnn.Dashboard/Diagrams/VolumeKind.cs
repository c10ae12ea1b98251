namespace MlNetCnn.Dashboard;

/// <summary>What a layer does to the numbers, as its plan tells: how a diagram colours it.</summary>
internal enum VolumeKind
{
    /// <summary>The image.</summary>
    Input,

    /// <summary>It multiplies with weights.</summary>
    Weighted,

    /// <summary>It makes another shape without weights: pooling, flattening.</summary>
    Reshaping,

    /// <summary>It scales channels with parameters of its own.</summary>
    Normalizing,

    /// <summary>It changes each value by itself: an activation, dropout.</summary>
    Elementwise,

    /// <summary>Layers inside, folded.</summary>
    Folded,
}
