namespace MlNetCnn;

/// <summary>Krizhevsky: Learning multiple layers of features from tiny images (2009), in its binary format.</summary>
internal static class Cifar
{
    private const string Archive = "cifar-10-binary.tar.gz";

    public static DataSetEntry Ten { get; } = new(
        "cifar10",
        "Small color photos of animals and vehicles.",
        "none stated; made for research",
        "https://www.cs.toronto.edu/~kriz/cifar.html",
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
        new(3, 32, 32),
        TrainImages: 50_000,
        TestImages: 10_000)
    {
        Files = [new(Archive, FileChecksum.Md5("c32a1d4ab5d03f1284b67883e8d87530"), [new Uri($"https://www.cs.toronto.edu/~kriz/{Archive}")]) { Size = 170_052_171 }],
        OpenedFile = Archive,
    };
}
