using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MlNetCnn;

/// <summary>The catalog: every architecture that comes with a name.</summary>
public static class Architectures
{
    /// <summary>Every architecture of the catalog: the book's, torchvision's, those for small images, then those whose weights come along.</summary>
    public static ImmutableArray<ArchitectureEntry> All { get; } =
    [
        .. MlNetCnn.LeNet.Entries,
        MlNetCnn.Mlp.Entry,
        MlNetCnn.AlexNet.Entry,
        .. MlNetCnn.Vgg.Entries,
        MlNetCnn.NiN.Entry,
        MlNetCnn.GoogLeNet.Entry,
        .. MlNetCnn.ResNet.Entries,
        MlNetCnn.ResNeXt.Entry,
        MlNetCnn.DenseNet.Entry,
        MlNetCnn.TorchvisionAlexNet.Entry,
        .. MlNetCnn.TorchvisionVgg.Entries,
        .. MlNetCnn.TorchvisionResNet.Entries,
        TorchvisionDenseNet.Entry,
        SqueezeNet.Entry,
        ShuffleNetV2.Entry,
        MobileNetV2.Entry,
        .. MobileNetV3.Entries,
        .. EfficientNet.Entries,
        .. RegNet.Entries,
        ConvNeXt.Entry,
        .. CifarResNet.Entries,
        ResNet9.Entry,
        ImageNetResNet18.Entry,
    ];

    private static readonly FrozenDictionary<string, ArchitectureEntry> ByKey =
        All.SelectMany(entry => entry.Names.Select(name => (Key: Key(name), Entry: entry))).DistinctBy(named => named.Key)
            .ToFrozenDictionary(named => named.Key, named => named.Entry);

    /// <summary>The book's LeNet (section 7.6), with sigmoids and average pooling: 61,706 parameters for 10 classes of 1×28×28.</summary>
    public static Architecture LeNet() => MlNetCnn.LeNet.Create();

    /// <summary>LeNet with ReLU and max pooling: as many parameters, easier to train.</summary>
    public static Architecture LeNetRelu() => MlNetCnn.LeNet.CreateRelu();

    /// <summary>A multilayer perceptron with ReLU (the book's section 5.2), the baseline without convolutions.</summary>
    /// <param name="widths">The hidden layers' widths, in order, each at least 1. Default: the book's, one of 256.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is below 1.</exception>
    public static Architecture Mlp(params IReadOnlyList<int> widths)
    {
        ArgumentNullException.ThrowIfNull(widths);
        return MlNetCnn.Mlp.Create(widths);
    }

    /// <summary>The book's AlexNet (section 8.1): 46,764,746 parameters for 10 classes of 1×224×224.</summary>
    public static Architecture AlexNet() => MlNetCnn.AlexNet.Create();

    /// <summary>VGG of depth 11, 13, 16 or 19 (section 8.2).</summary>
    /// <param name="depth">11, 13, 16 or 19.</param>
    /// <param name="widthDivisor">Divides the convolutions' channels, from 1 to 64. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such depth, or the divisor is out of range.</exception>
    public static Architecture Vgg(int depth, int widthDivisor = 1) =>
        WidthDivisor.IsValid(widthDivisor)
            ? WidthDivisor.Apply(MlNetCnn.Vgg.Create(depth), widthDivisor)
            : throw new ArgumentOutOfRangeException(nameof(widthDivisor), widthDivisor, $"A width divisor is a whole number from 1 to {WidthDivisor.Largest}.");

    /// <summary>VGG of any blocks: each is a number of 3×3 convolutions and their channels, and halves height and width.</summary>
    public static Architecture Vgg(string name, params IReadOnlyList<(int Convolutions, int Channels)> blocks) => MlNetCnn.Vgg.Create(name, blocks);

    /// <summary>The book's network in network (section 8.3): 1×1 convolutions for fully connected layers.</summary>
    public static Architecture NiN() => MlNetCnn.NiN.Create();

    /// <summary>The book's GoogLeNet (section 8.4): nine Inception blocks of four parallel branches.</summary>
    public static Architecture GoogLeNet() => MlNetCnn.GoogLeNet.Create();

    /// <summary>The book's ResNet of depth 18 or 34 (section 8.6).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such depth.</exception>
    public static Architecture ResNet(int depth = 18) => MlNetCnn.ResNet.Create(depth);

    /// <summary>A small ResNeXt: the book's grouped block (section 8.6), two in each of four stages.</summary>
    public static Architecture ResNeXt() => MlNetCnn.ResNeXt.Create();

    /// <summary>The book's DenseNet (section 8.7): four blocks of four convolutions with a growth of 32 channels.</summary>
    public static Architecture DenseNet() => MlNetCnn.DenseNet.Create();

    /// <summary>torchvision's AlexNet; its published weights fit at 1000 classes of 3×224×224: 61,100,840 parameters.</summary>
    public static Architecture TorchvisionAlexNet() => MlNetCnn.TorchvisionAlexNet.Create();

    /// <summary>torchvision's VGG; its published weights fit at 1000 classes of 3×224×224.</summary>
    /// <param name="depth">11, 13, 16 or 19.</param>
    /// <param name="batchNorm">Whether batch norm follows each convolution (<c>vgg11_bn</c>). Default: false.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such depth.</exception>
    public static Architecture TorchvisionVgg(int depth, bool batchNorm = false) => MlNetCnn.TorchvisionVgg.Create(depth, batchNorm);

    /// <summary>torchvision's ResNet; its published weights fit at 1000 classes of 3×224×224.</summary>
    /// <param name="depth">18, 34, 50 or 101. Default: 18.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such depth.</exception>
    public static Architecture TorchvisionResNet(int depth = 18) => MlNetCnn.TorchvisionResNet.Create(depth);

    /// <summary>
    /// Finds an architecture by the name people type, with a width divisor where it takes one: <c>lenet</c>, <c>vgg11/4</c>. Case,
    /// <c>-</c> and <c>_</c> do not count, and torchvision's names are known: <c>mobilenet_v2</c>, <c>resnext50_32x4d</c>.
    /// <c>book-resnet18</c> and <c>torchvision-resnet18</c> say whose it is; without, it is the book's where there are both.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such name; the message has the nearest ones.</exception>
    public static Architecture Find(string name) =>
        TryFind(name, out var architecture) ? architecture : throw new ArgumentException(Refusal("no architecture", name), nameof(name));

    /// <summary>Whether a network is the one that <see cref="Find"/> gives for its name.</summary>
    internal static bool Has(Architecture network) => TryFind(network.Name, out var known) && known.Equals(network);

    /// <summary>Finds an architecture by the name people type, as <see cref="Find"/> does; false where there is none.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out Architecture? architecture)
    {
        ArgumentNullException.ThrowIfNull(name);
        architecture = TryFindEntry(name, out var entry, out var divisor) ? entry.Create(divisor) : null;
        return architecture is not null;
    }

    /// <summary>Finds the entry that a name belongs to; false where there is none, or the divisor behind it is not for it.</summary>
    internal static bool TryFindEntry(string name, [NotNullWhen(true)] out ArchitectureEntry? entry, out int divisor)
    {
        var parts = name.Split('/');
        divisor = 1;
        entry = ByKey.GetValueOrDefault(Key(parts[0]));
        return entry is not null && (parts.Length == 1
            || parts.Length == 2 && entry.HasWidths
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out divisor) && WidthDivisor.IsValid(divisor));
    }

    /// <summary>The architecture that people mean: one of the catalog by its name, like <c>vgg11/4</c>, else a JSON file by its path.</summary>
    /// <param name="nameOrPath">A name, which goes first, or a path; <c>./lenet</c> is always a path.</param>
    /// <exception cref="ArgumentException">There is neither such a name nor such a file; the message has the nearest names.</exception>
    /// <inheritdoc cref="Architecture.Load" path="/exception"/>
    public static Architecture Open(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        if (TryFind(nameOrPath, out var architecture))
            return architecture;
        return File.Exists(nameOrPath)
            ? Architecture.Load(nameOrPath)
            : throw new ArgumentException(Refusal("neither an architecture nor a file called", nameOrPath), nameof(nameOrPath));
    }

    /// <summary>Why a name is none, and the names it may stand for.</summary>
    private static string Refusal(string none, string name)
    {
        if (name.Split('/') is [var single, var divisor] && long.TryParse(divisor, out _) && ByKey.TryGetValue(Key(single), out var entry))
            return entry.HasWidths
                ? $"'{name}' is no width of {entry.Name}: divide by a whole number from 1 to {WidthDivisor.Largest}, as in {entry.Name}/4."
                : $"{entry.Name} comes in one width only: leave '/{divisor}' out.";
        return $"There is {none} '{name}'{Spelling.DidYouMean(name, All.Select(e => e.Name))} 'mlnetcnn summary --list' shows all {All.Length} architectures.";
    }

    private static string Key(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
