namespace MlNetCnn.Experiments.Tests;

/// <summary>A temporary folder with a tiny data set, and requests for a tiny network on it.</summary>
public sealed class Workplace : IDisposable
{
    private const int Size = 8;
    private const int Classes = 3;

    /// <summary>A network that an image takes microseconds in.</summary>
    public static readonly Architecture Network = new("tiny",
    [
        new Conv2d(2, 3) { Name = "conv", Padding = 1 },
        new ReLU { Name = "relu" },
        new MaxPool2d(2) { Name = "pool" },
        new Flatten { Name = "flatten" },
        new Linear { Name = "fc" },
    ]);

    public Workplace()
    {
        Data = In("data");
        IdxFolder.Write(Data, Images(90, seed: 1), Images(30, seed: 2));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("mlnetcnn-runs-").FullName;

    /// <summary>The folder of the data set.</summary>
    public string Data { get; }

    /// <summary>The folder of the runs' files.</summary>
    public string Artifacts => In("artifacts");

    public string In(params string[] parts) => Path.Combine([Folder, .. parts]);

    internal StoreLocation SqliteLocation(string name = "runs.db") => StoreLocation.Parse(In(name), Artifacts);

    public RunRequest Request(params (string Name, string Text)[] settings) => new RunRequest { Architecture = Network, Data = Data }
        .With(new Dictionary<string, string> { ["epochs"] = "2", ["batch-size"] = "15", ["device"] = "cpu", ["threads"] = "1", ["seed"] = "1" })
        .With(settings.Select(s => KeyValuePair.Create(s.Name, s.Text)));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // Noise with a bright row whose place is the class.
    private static ImageSet Images(int count, int seed)
    {
        var random = new Random(seed);
        var pixels = new byte[count * Size * Size];
        random.NextBytes(pixels);
        for (var i = 0; i < count; i++)
            pixels.AsSpan((i * Size * Size) + (i % Classes * Size), Size).Fill(220);
        return new ImageSet(new TensorShape(1, Size, Size), pixels, [.. Enumerable.Range(0, count).Select(i => i % Classes)], ["top", "middle", "bottom"]);
    }
}
