using Microsoft.ML;

namespace MlNetCnn.Tests;

/// <summary>What only a GPU can show.</summary>
public class CudaScoringTests
{
    [CudaFact]
    public void Score_OnAGpu_GivesWhatTheCpuGives()
    {
        using var scorer = new CnnScorer(Pictures.Model, new() { Device = "cuda" });
        using var transformer = Pictures.ML.Cnn.FromModel(Pictures.Model, options: new() { Device = scorer.Device });

        Assert.StartsWith("cuda:", scorer.Device);
        Pictures.AssertClose(Pictures.Expected(150), transformer.Transform(Pictures.View(150)).Scores(), 1e-3);
    }

    [CudaFact]
    public void Device_Auto_IsTheFreestGpu()
    {
        using var scorer = new CnnScorer(Pictures.Model);

        Assert.StartsWith("cuda:", scorer.Device);
    }

    [CudaFact]
    public void Device_ThatIsNotThere_IsRefused() =>
        Assert.Contains("'cuda:99' cannot be used", Assert.Throws<InvalidOperationException>(() => new CnnScorer(Pictures.Model, new() { Device = "cuda:99" })).Message);
}
