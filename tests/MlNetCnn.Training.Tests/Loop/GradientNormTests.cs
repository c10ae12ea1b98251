using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace MlNetCnn.Training.Tests;

public class GradientNormTests
{
    [Theory]
    [InlineData(1.0, 0.6f, 0.8f)]
    [InlineData(10.0, 3f, 4f)]
    [InlineData(null, 3f, 4f)]
    public void Clip_GradientsOfLengthFive_ShortensThemAllAlike(double? longest, float first, float second)
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        Parameter[] parameters = [new(zeros(2)) { grad = tensor([3f, 0f]) }, new(zeros(1)) { grad = tensor([4f]) }, new(zeros(3))];

        Assert.Equal(5, GradientNorm.Clip(parameters, longest), 1e-5);

        Assert.Equal(first, parameters[0].grad![0].item<float>(), 1e-5);
        Assert.Equal(second, parameters[1].grad![0].item<float>(), 1e-5);
    }

    [Theory]
    [InlineData(1.0, 0.6f, 0.8f)]
    [InlineData(10.0, 3f, 4f)]
    [InlineData(null, 3f, 4f)]
    public void ClipOnDevice_GradientsOfLengthFive_DoesTheSameWithoutFetchingIt(double? longest, float first, float second)
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        Parameter[] parameters = [new(zeros(2)) { grad = tensor([3f, 0f]) }, new(zeros(1)) { grad = tensor([4f]) }, new(zeros(3))];

        Assert.Equal(5, GradientNorm.ClipOnDevice(parameters, longest).item<float>(), 1e-5);

        Assert.Equal(first, parameters[0].grad![0].item<float>(), 1e-5);
        Assert.Equal(second, parameters[1].grad![0].item<float>(), 1e-5);
    }

    [Fact]
    public void ClipOnDevice_NoGradientAtAll_LeavesItAsItIs()
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        Parameter[] parameters = [new(zeros(2)) { grad = zeros(2) }];

        Assert.Equal(0, GradientNorm.ClipOnDevice(parameters, longest: 1).item<float>());

        Assert.Equal(0, parameters[0].grad!.abs().sum().item<float>());
    }
}
