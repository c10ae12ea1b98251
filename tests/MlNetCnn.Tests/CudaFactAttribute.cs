namespace MlNetCnn.Tests;

/// <summary>A test that needs an NVIDIA GPU which ONNX Runtime can score on, and is skipped with the reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CudaFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Reason = new(FindReason);

    public CudaFactAttribute() => Skip = Reason.Value;

    private static string? FindReason()
    {
        var driver = NvidiaDriver.Find();
        if (driver.Problem is { } problem)
            return $"There is no GPU: {problem}.";
        return driver.Freest.Any(g => ScoringSupport.WhyNot(g.Device) is null)
            ? null
            : $"No GPU can be scored on: {ScoringSupport.WhyNot(driver.Freest.First().Device)}";
    }
}
