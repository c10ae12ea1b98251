namespace MlNetCnn;

/// <summary>An NVIDIA GPU as its driver tells of it.</summary>
/// <param name="Index">The number that training and scoring know it by, from 0, after what CUDA_VISIBLE_DEVICES hides.</param>
/// <param name="Name">The product's name.</param>
/// <param name="Capability">The compute capability, such as 8.6.</param>
/// <param name="TotalBytes">Its memory.</param>
internal sealed record Gpu(int Index, string Name, Version Capability, long TotalBytes)
{
    /// <summary>The memory nobody has taken; null where the driver does not tell.</summary>
    public long? FreeBytes { get; init; }

    /// <summary>How busy it is, in percent of the last moments; null where the driver does not tell.</summary>
    public int? Utilization { get; init; }

    /// <summary><c>cuda:N</c>.</summary>
    public string Device => $"{DeviceRequest.Cuda}:{Index}";
}
