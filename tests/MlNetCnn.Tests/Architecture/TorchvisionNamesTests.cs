namespace MlNetCnn.Tests;

/// <summary>
/// Names and shapes as in the state_dict of torchvision's published weights, so that they can be moved in. A state_dict has one more
/// entry for each batch norm, <c>num_batches_tracked</c>, which no network computes with.
/// </summary>
public class TorchvisionNamesTests
{
    [Theory]
    [InlineData("torchvision-alexnet", 16, 0)]
    [InlineData("torchvision-vgg11-bn", 38, 16)]
    [InlineData("torchvision-vgg16", 32, 0)]
    [InlineData("torchvision-resnet18", 62, 40)]
    [InlineData("torchvision-resnet34", 110, 72)]
    [InlineData("torchvision-resnet50", 161, 106)]
    public void Tensors_OfATorchvisionNetwork_AreAsManyAsPublished(string name, int parameters, int statistics)
    {
        var tensors = Shapes(name, out var trainable);

        Assert.Equal((parameters, statistics), (trainable, tensors.Count - trainable));
    }

    [Theory]
    [InlineData("torchvision-resnet18", "conv1.weight", "64×3×7×7")]
    [InlineData("torchvision-resnet18", "bn1.running_var", "64")]
    [InlineData("torchvision-resnet18", "layer1.0.bn1.running_mean", "64")]
    [InlineData("torchvision-resnet18", "layer1.1.conv2.weight", "64×64×3×3")]
    [InlineData("torchvision-resnet18", "layer2.0.conv1.weight", "128×64×3×3")]
    [InlineData("torchvision-resnet18", "layer2.0.downsample.0.weight", "128×64×1×1")]
    [InlineData("torchvision-resnet18", "layer2.0.downsample.1.running_var", "128")]
    [InlineData("torchvision-resnet18", "layer4.1.conv2.weight", "512×512×3×3")]
    [InlineData("torchvision-resnet18", "fc.weight", "1000×512")]
    [InlineData("torchvision-resnet18", "fc.bias", "1000")]
    [InlineData("torchvision-resnet34", "layer3.5.bn2.bias", "256")]
    [InlineData("torchvision-resnet34", "layer4.2.conv1.weight", "512×512×3×3")]
    [InlineData("torchvision-resnet50", "layer1.0.downsample.0.weight", "256×64×1×1")]
    [InlineData("torchvision-resnet50", "layer1.0.conv1.weight", "64×64×1×1")]
    [InlineData("torchvision-resnet50", "layer1.1.conv1.weight", "64×256×1×1")]
    [InlineData("torchvision-resnet50", "layer2.0.conv2.weight", "128×128×3×3")]
    [InlineData("torchvision-resnet50", "layer4.0.downsample.0.weight", "2048×1024×1×1")]
    [InlineData("torchvision-resnet50", "layer4.2.conv3.weight", "2048×512×1×1")]
    [InlineData("torchvision-resnet50", "layer4.2.bn3.weight", "2048")]
    [InlineData("torchvision-resnet50", "fc.weight", "1000×2048")]
    [InlineData("torchvision-alexnet", "features.0.weight", "64×3×11×11")]
    [InlineData("torchvision-alexnet", "features.3.weight", "192×64×5×5")]
    [InlineData("torchvision-alexnet", "features.10.bias", "256")]
    [InlineData("torchvision-alexnet", "classifier.1.weight", "4096×9216")]
    [InlineData("torchvision-alexnet", "classifier.6.bias", "1000")]
    [InlineData("torchvision-vgg11-bn", "features.0.weight", "64×3×3×3")]
    [InlineData("torchvision-vgg11-bn", "features.1.running_mean", "64")]
    [InlineData("torchvision-vgg11-bn", "features.4.weight", "128×64×3×3")]
    [InlineData("torchvision-vgg11-bn", "features.25.weight", "512×512×3×3")]
    [InlineData("torchvision-vgg11-bn", "features.26.bias", "512")]
    [InlineData("torchvision-vgg16", "features.0.weight", "64×3×3×3")]
    [InlineData("torchvision-vgg16", "features.28.weight", "512×512×3×3")]
    [InlineData("torchvision-vgg16", "classifier.0.weight", "4096×25088")]
    [InlineData("torchvision-vgg16", "classifier.3.weight", "4096×4096")]
    [InlineData("torchvision-vgg16", "classifier.6.bias", "1000")]
    public void Tensors_OfATorchvisionNetwork_HaveThePublishedNamesAndShapes(string name, string tensor, string shape) =>
        Assert.Equal(shape, Shapes(name, out _)[tensor]);

    [Theory]
    [InlineData("torchvision-resnet18")]
    [InlineData("torchvision-resnet50")]
    public void Tensors_OfATorchvisionResNet_HaveNoBiasBeforeBatchNorm(string name) =>
        Assert.DoesNotContain(Shapes(name, out _).Keys, n => n.EndsWith(".bias", StringComparison.Ordinal) && n.Contains("conv"));

    [Theory]
    [InlineData("layer2.0.conv1", "128×56×56")]
    [InlineData("layer2.0.conv2", "128×28×28")]
    public void ResNet50_AtAStagesStart_HasTheStrideOnTheSecondConvolution(string path, string output) => Assert.Equal(
        output,
        Architectures.TorchvisionResNet(50).Plan(new(3, 224, 224), 1000).Steps.Single(s => s.Path == path).Output.ToString());

    private static Dictionary<string, string> Shapes(string name, out int trainable)
    {
        var entry = Architectures.All.Single(e => e.Name == name);
        var tensors = entry.Create().Plan(entry.DefaultInput, entry.DefaultClasses).Tensors;
        trainable = tensors.Count(t => t.IsTrainable);
        return tensors.ToDictionary(t => t.Name, t => t.Shape.ToString());
    }
}
