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
    };

    private static void Add(DataSetFolder set, string folder, params string[] files)
    {
        foreach (var file in files)
            set.Add(Path.Combine(folder, file), File.ReadAllBytes(Cases.Path("arrays", folder, file)));
    }
}
