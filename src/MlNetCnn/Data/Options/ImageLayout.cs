namespace MlNetCnn;

/// <summary>The order in which a graph takes an image's values.</summary>
public enum ImageLayout
{
    /// <summary><c>[N, C, H, W]</c>, as PyTorch has it.</summary>
    ChannelsFirst,

    /// <summary><c>[N, H, W, C]</c>, as TensorFlow has it.</summary>
    ChannelsLast,
}
