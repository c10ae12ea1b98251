using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MlNetCnn;

/// <summary>
/// A device as it is asked for, in training, scoring and queues alike: <c>cpu</c>; <c>cuda:N</c>, one GPU; <c>cuda</c>, the freest GPU;
/// or <c>auto</c>, the freest GPU where one can be used and else the CPU.
/// </summary>
/// <param name="Text">As it was written.</param>
/// <param name="TakesGpu">Whether a GPU will do.</param>
/// <param name="TakesCpu">Whether the CPU will do.</param>
/// <param name="Index">The one GPU that is meant; null for any.</param>
internal sealed record DeviceRequest(string Text, bool TakesGpu, bool TakesCpu, int? Index = null)
{
    public const string Auto = "auto";
    public const string Cpu = "cpu";
    public const string Cuda = "cuda";

    /// <exception cref="ArgumentException">The text is no device.</exception>
    public static DeviceRequest Parse(string text) => TryParse(text, out var request)
        ? request
        : throw new ArgumentException($"The device '{text}' is unknown: use auto, cpu, cuda or cuda:N.");

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DeviceRequest? request)
    {
        request = text switch
        {
            Auto => new(text, TakesGpu: true, TakesCpu: true),
            Cpu => new(text, TakesGpu: false, TakesCpu: true),
            Cuda => new(text, TakesGpu: true, TakesCpu: false),
            not null when text.StartsWith("cuda:", StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var index) => new(text, TakesGpu: true, TakesCpu: false, index),
            _ => null,
        };
        return request is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
