using System.Text.Json;

namespace MlNetCnn;

/// <summary>Something wrong with a description whatever the images are, found by <see cref="ArchitectureChecks"/>.</summary>
/// <param name="JsonPath">Where JSON has it: <c>$.layers[2].stride</c>.</param>
/// <param name="LayerPath">The layer at fault, or null where it is the network.</param>
/// <param name="Kind">The layer's kind, or the network's name.</param>
/// <param name="Needs">How the sentence about it goes on.</param>
internal sealed record ArchitectureFlaw(string JsonPath, string? LayerPath, string Kind, string Needs)
{
    /// <summary>As users of the records see it.</summary>
    public Exception ToException() =>
        LayerPath is null ? new ArgumentException($"Network '{Kind}' {Needs}") : new LayerShapeException(LayerPath, Kind, null, Needs);

    /// <summary>As readers of JSON see it.</summary>
    public JsonException ToJsonException() => new($"{JsonPath}: {ToException().Message}", JsonPath, null, null);
}
