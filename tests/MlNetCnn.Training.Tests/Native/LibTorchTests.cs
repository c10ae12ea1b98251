using TorchSharp;

namespace MlNetCnn.Training.Tests;

public sealed class LibTorchTests
{
    [Fact]
    public void EnsureLoaded_OnThisSystem_LetsTensorsBeComputed()
    {
        LibTorch.EnsureLoaded();
        LibTorch.EnsureLoaded();

        using var ones = torch.ones(2, 3);
        using var sum = ones.sum();

        Assert.Equal(6f, sum.item<float>());
    }
}
