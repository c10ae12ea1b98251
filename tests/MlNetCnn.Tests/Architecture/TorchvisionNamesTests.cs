using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace MlNetCnn.Tests;

/// <summary>
/// Names and shapes as in the state_dict of torchvision's published weights, so that they can be moved in. A state_dict has one more
/// entry for each batch norm, <c>num_batches_tracked</c>, which no network computes with.
/// </summary>
public class TorchvisionNamesTests
{
    /// <summary>Networks by torchvision's names, with the number of tensors and the hash that the file beside this one has.</summary>
    public static TheoryData<string, int, string> Published
    {
        get
        {
            var rows = new TheoryData<string, int, string>();
            foreach (var line in File.ReadLines(Path.Combine(Folder(), "torchvision-names.txt")).Where(line => line[0] != '#'))
            {
                if (line.Split(' ') is [var name, var count, var hash])
                    rows.Add(name, int.Parse(count, CultureInfo.InvariantCulture), hash);
            }
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Tensors_OfATorchvisionNetwork_HaveAllPublishedNamesAndShapes(string torchvisionName, int count, string hash)
    {
        var lines = Shapes(EntryOf(torchvisionName), out _).Select(tensor => $"{tensor.Key} {tensor.Value}").Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(count, lines.Length);
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))));
    }

    [Fact]
    public void Published_OverTheCatalog_HasEveryTorchvisionEntry() => Assert.Equal(
        Architectures.All.Where(e => e.Group == ArchitectureEntry.Torchvision).Select(e => e.Name).Order(),
        Published.Select(row => EntryOf((string)row[0]).Name).Order());

    [Theory]
    [InlineData("torchvision-alexnet", 16, 0)]
    [InlineData("torchvision-vgg11-bn", 38, 16)]
    [InlineData("torchvision-resnet18", 62, 40)]
    [InlineData("resnet50", 161, 106)]
    [InlineData("convnext-tiny", 182, 0)]
    public void Tensors_OfATorchvisionNetwork_AreTrainableButForStatistics(string name, int parameters, int statistics)
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
    [InlineData("resnet50", "layer1.0.downsample.0.weight", "256×64×1×1")]
    [InlineData("resnet50", "layer1.0.conv1.weight", "64×64×1×1")]
    [InlineData("resnet50", "layer1.1.conv1.weight", "64×256×1×1")]
    [InlineData("resnet50", "layer2.0.conv2.weight", "128×128×3×3")]
    [InlineData("resnet50", "layer4.0.downsample.0.weight", "2048×1024×1×1")]
    [InlineData("resnet50", "layer4.2.conv3.weight", "2048×512×1×1")]
    [InlineData("resnet50", "layer4.2.bn3.weight", "2048")]
    [InlineData("resnet50", "fc.weight", "1000×2048")]
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
    [InlineData("resnet50")]
    public void Tensors_OfATorchvisionResNet_HaveNoBiasBeforeBatchNorm(string name) =>
        Assert.DoesNotContain(Shapes(name, out _).Keys, n => n.EndsWith(".bias", StringComparison.Ordinal) && n.Contains("conv"));

    [Theory]
    [InlineData("layer2.0.conv1", "128×56×56")]
    [InlineData("layer2.0.conv2", "128×28×28")]
    public void ResNet50_AtAStagesStart_HasTheStrideOnTheSecondConvolution(string path, string output) => Assert.Equal(
        output,
        Architectures.TorchvisionResNet(50).Plan(new(3, 224, 224), 1000).Steps.Single(s => s.Path == path).Output.ToString());

    /// <summary>The entry of a name of torchvision's: where the book has a network of that name, torchvision's is called so behind its own.</summary>
    private static ArchitectureEntry EntryOf(string torchvisionName) =>
        Architectures.TryFindEntry($"torchvision-{torchvisionName}", out var entry, out _) || Architectures.TryFindEntry(torchvisionName, out entry, out _)
            ? entry : throw new ArgumentException(torchvisionName);

    private static Dictionary<string, string> Shapes(string name, out int trainable) => Shapes(Architectures.All.Single(e => e.Name == name), out trainable);

    private static Dictionary<string, string> Shapes(ArchitectureEntry entry, out int trainable)
    {
        var tensors = entry.Create().Plan(entry.DefaultInput, entry.DefaultClasses).Tensors;
        trainable = tensors.Count(t => t.IsTrainable);
        return tensors.ToDictionary(t => t.Name, t => t.Shape.ToString());
    }

    private static string Folder([CallerFilePath] string source = "") => Path.GetDirectoryName(source)!;
}
