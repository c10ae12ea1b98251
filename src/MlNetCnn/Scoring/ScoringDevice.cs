using System.Globalization;

namespace MlNetCnn;

/// <summary>A device that was asked for: a GPU by its number, or the CPU; where a GPU is only a wish, the CPU will do.</summary>
internal sealed record ScoringDevice(int? Gpu, bool IsWish = false)
{
    /// <exception cref="ArgumentException">The text is no device.</exception>
    public static ScoringDevice Parse(string device) => device switch
    {
        "cpu" => new(Gpu: null),
        "auto" => new(Gpu: 0, IsWish: true),
        "cuda" => new(Gpu: 0),
        not null when device.StartsWith("cuda:", StringComparison.Ordinal)
            && int.TryParse(device.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var index) => new(index),
        _ => throw new ArgumentException($"The device '{device}' is unknown: use auto, cpu, cuda or cuda:N."),
    };

    /// <inheritdoc/>
    public override string ToString() => Gpu is { } index ? $"cuda:{index}" : "cpu";
}
