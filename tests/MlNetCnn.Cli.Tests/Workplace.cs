namespace MlNetCnn.Cli.Tests;

/// <summary>A temporary folder with a small data set, and the model that training on it for one epoch gave.</summary>
public sealed class Workplace : IDisposable
{
    private static readonly (ImageSet Train, ImageSet Test) Shapes = ShapesGenerator.Generate(seed: 3, trainCount: 250, testCount: 50);

    // The last class has too few images to hold some out for validation by default.
    private static readonly ImageSet Train = Of(Shapes.Train, [.. Enumerable.Range(0, Shapes.Train.Count).GroupBy(i => Shapes.Train.Labels[i])
        .SelectMany(group => group.Take(group.Key == 9 ? 9 : 25)).Order().Take(200)]);

    private readonly Lazy<CommandRun> _training;

    public Workplace() => _training = new Lazy<CommandRun>(() => CommandRun.Of("train", "lenet", "--data", WriteShapes(), "--epochs", "1", "--out", In("trained"), "--json"));

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("mlnetcnn-cli-").FullName;

    /// <summary>What training printed.</summary>
    internal CommandRun Training => _training.Value;

    internal string Onnx => Trained("model.onnx");

    internal string Zip => Trained("model.zip");

    /// <summary>A path in the folder.</summary>
    public string In(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>The data set, in a folder of its own that a test may damage.</summary>
    public string WriteShapes()
    {
        var path = In(Path.GetRandomFileName());
        IdxFolder.Write(path, Train, Shapes.Test);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static ImageSet Of(ImageSet all, int[] positions) =>
        new(all.Shape, positions.SelectMany(i => all.Image(i).ToArray()).ToArray(), [.. positions.Select(i => all.Labels[i])], all.ClassNames);

    private string Trained(string file)
    {
        Assert.True(Training.ExitCode == 0, Training.Error);
        return In("trained", file);
    }
}
