namespace MlNetCnn;

/// <summary>How the records of one of CIFAR's binary files look: labels of one byte each, then 3×32×32 pixels, channels first.</summary>
/// <param name="Classes">10 or 100.</param>
/// <param name="Split">What its images are for.</param>
internal sealed record CifarRecords(int Classes, SplitKind Split)
{
    public static readonly TensorShape Shape = new(3, 32, 32);

    // CIFAR-100 has the coarse label first; the fine one, of 100 classes, is the last.
    public int LabelBytes => Classes == 10 ? 1 : 2;

    public int RecordBytes => LabelBytes + Shape.Elements;

    /// <summary>The records of a file by its name, or null where it is none of CIFAR's: data_batch_N.bin, test_batch.bin; train.bin, test.bin.</summary>
    public static CifarRecords? OfName(string path) => Path.GetFileName(path) switch
    {
        "test_batch.bin" => new(10, SplitKind.Test),
        "train.bin" => new(100, SplitKind.Train),
        "test.bin" => new(100, SplitKind.Test),
        var name when name.StartsWith("data_batch_", StringComparison.Ordinal) && name.EndsWith(".bin", StringComparison.Ordinal) => new(10, SplitKind.Train),
        _ => null,
    };
}
