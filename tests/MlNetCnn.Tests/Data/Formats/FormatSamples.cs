using System.Text;
using SkiaSharp;

namespace MlNetCnn.Tests;

/// <summary>A small data set of each format.</summary>
internal static class FormatSamples
{
    public static readonly IReadOnlyDictionary<ImageFormat, Action<DataSetFolder>> All = new Dictionary<ImageFormat, Action<DataSetFolder>>
    {
        [IdxSource.Known] = set => set
            .Add("train-images-idx3-ubyte", IdxBytes.Images(4, 2, 2)).Add("train-labels-idx1-ubyte.gz", IdxBytes.Zip(IdxBytes.Labels(0, 1, 0, 1)))
            .Add("classes.txt", "cat\ndog\n"u8.ToArray()),
        [CifarSource.Known] = set => set.Add("data_batch_1.bin", [.. Enumerable.Range(0, 4 * 3073).Select(i => (byte)(i % 3073 == 0 ? i / 3073 : i))]),
        [CifarPythonSource.Known] = set => Add(set, "cifar-10-batches-py", "data_batch_1", "test_batch", "batches.meta"),
        [NumpySource.Known] = set => Add(set, "", "mnist.npz"),
        [ParquetSource.Known] = set => set.Add("train.parquet", ParquetSample.Bytes),
        [CsvSource.Known] = set => set.Add("train.csv", Encoding.UTF8.GetBytes("label,a,b,c,d\n" + string.Concat(Enumerable.Range(0, 4).Select(i => $"{i % 2},{i},2,3,4\n")))),
        [ClassFolderSource.Known] = set => set
            .Add("cat/1.png", TestImages.Plain(2, 2, SKColors.Red)).Add("cat/2.png", TestImages.Plain(2, 2, SKColors.Blue))
            .Add("dog/1.png", TestImages.Plain(2, 2, SKColors.Red)).Add("dog/2.png", TestImages.Plain(2, 2, SKColors.Green)),
        [FileListSource.Known] = set => Images(set, "images/").Add("train.txt", "images/1.png 0\nimages/2.png 1\nimages/3.png 1\n"u8.ToArray()).Add("classes.txt", "cat\ndog\n"u8.ToArray()),
    };

    /// <summary>A small data set of each kind that is recognized and not read.</summary>
    public static readonly IReadOnlyDictionary<RefusedFormat, Action<DataSetFolder>> Refused = new Dictionary<RefusedFormat, Action<DataSetFolder>>
    {
        [CocoFormat.Known] = set => Images(set, "images/").Add("instances.json", """{"images": [], "annotations": [], "categories": []}"""u8.ToArray()),
        [YoloFormat.Known] = set => Images(set, "images/train/").Add("labels/train/1.txt", "0 0.5 0.5 0.25 0.125\n"u8.ToArray()).Add("data.yaml", "names: [a]"u8.ToArray()),
        [PascalVocFormat.Known] = set => Images(set, "JPEGImages/").Add("Annotations/2.xml", "<annotation><object><name>a</name><bndbox><xmin>1</xmin></bndbox></object></annotation>"u8.ToArray()),
        [MasksFormat.Known] = set => Images(Images(set, "train/images/"), "train/masks/"),
    };

    private static DataSetFolder Images(DataSetFolder set, string folder) => set.Add($"{folder}1.png", TestImages.Plain(2, 2, SKColors.Red))
        .Add($"{folder}2.png", TestImages.Plain(2, 2, SKColors.Blue)).Add($"{folder}3.png", TestImages.Plain(2, 2, SKColors.Green));

    private static void Add(DataSetFolder set, string folder, params string[] files)
    {
        foreach (var file in files)
            set.Add(Path.Combine(folder, file), File.ReadAllBytes(Cases.Path("arrays", folder, file)));
    }
}
