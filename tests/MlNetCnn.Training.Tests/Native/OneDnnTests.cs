using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

/// <summary>On most processors oneDNN is right, and these tests see it; where it is wrong, they see that it is not used.</summary>
public sealed class OneDnnTests
{
    [Theory]
    [InlineData(1, 6, 5, 1)]
    [InlineData(4, 8, 3, 1)]
    [InlineData(6, 16, 5, 1)]
    [InlineData(20, 64, 3, 1)]
    [InlineData(16, 24, 1, 1)]
    [InlineData(48, 48, 3, 6)]
    [InlineData(24, 24, 3, 24)]
    public void AvoidIfWrong_ConvolutionsWithPaddedChannels_HaveTheGradientsOfDoubles(int input, int output, int kernel, int groups)
    {
        LibTorch.EnsureLoaded();

        OneDnn.AvoidIfWrong();

        for (var round = 0; round < 10; round++)
        {
            using var scope = NewDisposeScope();
            using (var left = zeros([16 * 64 * 12 * 12]))
                left.div_(left); // NaN, where oneDNN may find it
            var (images, weights) = (rand(16, input, 12, 12), rand(output, input / groups, kernel, kernel));
            var (found, wanted) = (Gradients(images, weights, ScalarType.Float32), Gradients(images, weights, ScalarType.Float64));
            Assert.All(found.Zip(wanted), g => Assert.True(g.First.to(ScalarType.Float64).sub(g.Second).abs().max().item<double>() <= 1e-3 * g.Second.abs().max().item<double>()));
        }

        Tensor[] Gradients(Tensor images, Tensor weights, ScalarType type)
        {
            (images, weights) = (images.detach().to(type, copy: true).requires_grad_(), weights.detach().to(type, copy: true).requires_grad_());
            var result = nn.functional.conv2d(images, weights, null, strides: [1, 1], padding: [kernel / 2, kernel / 2], groups: groups);
            result.backward([ones_like(result)]);
            return [result, images.grad!, weights.grad!];
        }
    }

    /// <summary>Also of LeNet, whose only padded convolution reads the images: their gradient is not computed, so that LeNet keeps oneDNN everywhere.</summary>
    [Theory]
    [MemberData(nameof(SmallNetworks.All), MemberType = typeof(SmallNetworks))]
    public void Build_AnyArchitecture_HasTheGradientsOfDoubles(string name)
    {
        var plan = SmallNetworks.Plan(name);
        using var scope = NewDisposeScope();
        // In the mode of scoring: batch norm of few values makes large differences of small ones.
        using var module = ModuleBuilder.Build(plan, seed: 1);
        module.eval();
        var images = rand([4, .. plan.Input.Dimensions.Select(d => (long)d)]);

        var found = Gradients(ScalarType.Float32);
        var wanted = Gradients(ScalarType.Float64);

        Assert.All(found.Zip(wanted), g => Assert.True(g.First.sub(g.Second).norm().item<double>() <= 1e-2 * g.Second.norm().item<double>() + 1e-9));

        Tensor[] Gradients(ScalarType type)
        {
            module.to(type);
            module.zero_grad();
            nn.functional.cross_entropy(module.call(images.to(type)), arange(4, dtype: ScalarType.Int64).remainder(plan.Classes)).backward();
            return [.. module.parameters().Where(p => p.grad is not null).Select(p => p.grad!.to(ScalarType.Float64, copy: true))];
        }
    }
}
