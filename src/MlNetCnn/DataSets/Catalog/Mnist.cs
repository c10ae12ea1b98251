using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// MNIST (LeCun, Cortes, Burges 1998) and its successor in the same format (Xiao, Rasul, Vollgraf: Fashion-MNIST, 2017). The page of MNIST
/// itself gives no downloads any more; the first source is the one torchvision takes.
/// </summary>
internal static class Mnist
{
    public static DataSetEntry Digits { get; } = new(
        "mnist",
        "Handwritten digits, gray on black.",
        "CC BY-SA 3.0",
        "http://yann.lecun.com/exdb/mnist/",
        ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
        new(1, 28, 28),
        TrainImages: 60_000,
        TestImages: 10_000)
    {
        Files = Files(
            ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"],
            (9_912_422, "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
            (28_881, "d53e105ee54ea40749a09fcbcd1e9432"),
            (1_648_877, "9fb629c4189551a2d022fa330f9573f3"),
            (4_542, "ec29112dd5afa0611ce80d1b7f02629c")),
    };

    public static DataSetEntry Fashion { get; } = new(
        "fashion-mnist",
        "Photos of clothes and shoes from a shop, gray on black.",
        "MIT",
        "https://github.com/zalandoresearch/fashion-mnist",
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
        new(1, 28, 28),
        TrainImages: 60_000,
        TestImages: 10_000)
    {
        Files = Files(
            ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/", "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/"],
            (26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
            (29_515, "25c81989df183df01b3e8a0aad5dffbe"),
            (4_422_102, "bef4ecab320f06d8554ea6380940ec79"),
            (5_148, "bb300cfdad3c16e7a12a480ee83cd310")),
    };

    private static ImmutableArray<PublishedFile> Files(string[] sources, params (long Size, string Md5)[] files)
    {
        string[] names = [IdxFolder.TrainImages, IdxFolder.TrainLabels, IdxFolder.TestImages, IdxFolder.TestLabels];
        return [.. names.Zip(files, (name, file) =>
            new PublishedFile(name + ".gz", FileChecksum.Md5(file.Md5), [.. sources.Select(source => new Uri($"{source}{name}.gz"))]) { Size = file.Size })];
    }
}
