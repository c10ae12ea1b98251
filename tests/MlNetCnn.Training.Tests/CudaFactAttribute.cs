namespace MlNetCnn.Training.Tests;

/// <summary>A test that needs an NVIDIA GPU which libtorch can train on, and is skipped with the reason where there is none.</summary>
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
        LibTorch.EnsureLoaded();
        return driver.Freest.Any(g => TrainingSupport.WhyNot(g, driver) is null)
            ? null
            : $"No GPU can be trained on: {TrainingSupport.WhyNot(driver.Freest.First(), driver)}.";
    }
}
