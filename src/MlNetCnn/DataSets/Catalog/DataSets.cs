using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace MlNetCnn;

/// <summary>The catalog of data sets that come with a name.</summary>
public static class DataSets
{
    /// <summary>The drawn shapes that come along: 6,000 + 1,000 gray images of 28×28 in ten classes.</summary>
    public static DataSetEntry Bundled => BundledShapes.Entry;

    /// <summary>Fashion-MNIST: 60,000 + 10,000 gray images of clothes, 28×28, in ten classes.</summary>
    public static DataSetEntry FashionMnist => MlNetCnn.Mnist.Fashion;

    /// <summary>MNIST: 60,000 + 10,000 handwritten digits, 28×28.</summary>
    public static DataSetEntry Mnist => MlNetCnn.Mnist.Digits;

    /// <summary>CIFAR-10: 50,000 + 10,000 color photos of 32×32 in ten classes.</summary>
    public static DataSetEntry Cifar10 => Cifar.Ten;

    /// <summary>Every data set of the catalog.</summary>
    public static ImmutableArray<DataSetEntry> All { get; } = [Bundled, FashionMnist, Mnist, Cifar10];

    /// <summary>Finds a data set of the catalog by its name, in capitals or not.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out DataSetEntry? entry)
    {
        ArgumentNullException.ThrowIfNull(name);
        entry = All.FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return entry is not null;
    }
}
