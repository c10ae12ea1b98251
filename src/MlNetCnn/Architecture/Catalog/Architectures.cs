using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MlNetCnn;

/// <summary>The catalog: every architecture that comes with a name.</summary>
public static class Architectures
{
    /// <summary>Every architecture of the catalog, from small to large.</summary>
    public static ImmutableArray<ArchitectureEntry> All { get; } =
    [
        new("lenet", "The book's LeNet: two convolutions with sigmoids and average pooling, three fully connected layers.",
            "LeCun et al.: Gradient-based learning applied to document recognition, 1998", new(1, 28, 28), new(1, 12, 12), _ => MlNetCnn.LeNet.Create()),
        new("vgg11", "Blocks of 3×3 convolutions and pooling, 8 convolutions in all, with three large fully connected layers.",
            VggPaper, new(1, 224, 224), new(1, 32, 32), width => MlNetCnn.Vgg.Create(11, width), hasWidths: true),
        new("vgg13", "VGG with 10 convolutions.", VggPaper, new(1, 224, 224), new(1, 32, 32), width => MlNetCnn.Vgg.Create(13, width), hasWidths: true),
        new("vgg16", "VGG with 13 convolutions.", VggPaper, new(1, 224, 224), new(1, 32, 32), width => MlNetCnn.Vgg.Create(16, width), hasWidths: true),
        new("vgg19", "VGG with 16 convolutions.", VggPaper, new(1, 224, 224), new(1, 32, 32), width => MlNetCnn.Vgg.Create(19, width), hasWidths: true),
        new("resnet18", "The book's ResNet: four stages of two residual blocks each, batch norm, global average pooling.",
            ResNetPaper, new(1, 96, 96), new(1, 1, 1), _ => MlNetCnn.ResNet.Create(18)),
        new("resnet34", "The book's ResNet with 3, 4, 6 and 3 blocks in its stages.",
            ResNetPaper, new(1, 96, 96), new(1, 1, 1), _ => MlNetCnn.ResNet.Create(34)),
    ];

    private const string VggPaper = "Simonyan, Zisserman: Very deep convolutional networks for large-scale image recognition, 2014";
    private const string ResNetPaper = "He et al.: Deep residual learning for image recognition, 2015";

    /// <summary>The book's LeNet (section 7.6): 61,706 parameters for 10 classes of 1×28×28.</summary>
    public static Architecture LeNet() => MlNetCnn.LeNet.Create();

    /// <summary>VGG of depth 11, 13, 16 or 19 (section 8.2).</summary>
    /// <param name="depth">11, 13, 16 or 19.</param>
    /// <param name="widthDivisor">Divides the convolutions' channels, from 1 to 64. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such depth, or the divisor is out of range.</exception>
    public static Architecture Vgg(int depth, int widthDivisor = 1) =>
        widthDivisor is >= 1 and <= 64
            ? MlNetCnn.Vgg.Create(depth, widthDivisor)
            : throw new ArgumentOutOfRangeException(nameof(widthDivisor), widthDivisor, "A width divisor is a whole number from 1 to 64.");

    /// <summary>VGG of any blocks: each is a number of 3×3 convolutions and their channels, and halves height and width.</summary>
    public static Architecture Vgg(string name, params IReadOnlyList<(int Convolutions, int Channels)> blocks) => MlNetCnn.Vgg.Create(name, blocks);

    /// <summary>The book's ResNet of depth 18 or 34 (section 8.6).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such depth.</exception>
    public static Architecture ResNet(int depth = 18) => MlNetCnn.ResNet.Create(depth);

    /// <summary>Finds an architecture by the name people type, with a width divisor where it takes one: <c>lenet</c>, <c>vgg11/4</c>.</summary>
    /// <exception cref="ArgumentException">There is no such name; the message lists those there are.</exception>
    public static Architecture Find(string name) =>
        TryFind(name, out var architecture) ? architecture : throw new ArgumentException(
            $"There is no architecture '{name}': use one of {string.Join(", ", All.Select(e => e.Name))} (VGG also with a width divisor, like vgg11/4).", nameof(name));

    /// <summary>Finds an architecture by the name people type; false where there is none.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out Architecture? architecture)
    {
        ArgumentNullException.ThrowIfNull(name);
        var parts = name.Split('/');
        var divisor = 1;
        var entry = All.FirstOrDefault(e => e.Name.Equals(parts[0], StringComparison.OrdinalIgnoreCase));
        var found = entry is not null && (parts.Length == 1
            || parts.Length == 2 && entry.HasWidths && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out divisor) && divisor is >= 1 and <= 64);
        architecture = found ? entry!.Create(divisor) : null;
        return found;
    }
}
