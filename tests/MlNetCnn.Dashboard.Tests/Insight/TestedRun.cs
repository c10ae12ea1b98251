using MlNetCnn.Experiments;
using MlNetCnn.Tests;

namespace MlNetCnn.Dashboard.Tests;

/// <summary>Runs that succeeded, with a tiny data set, a model of random weights and predictions as a test wants them.</summary>
internal static class TestedRun
{
    /// <summary>A class name that would be markup if it were not text.</summary>
    public const string Markup = "<b>bold</b>";

    public static readonly string[] ClassNames = ["dark", Markup, "bright"];

    private static readonly Architecture Network = new("tiny",
    [
        new Conv2d(40, 3) { Name = "conv", Padding = 1 },
        new ReLU { Name = "relu" },
        new MaxPool2d(2) { Name = "pool" },
        new Flatten { Name = "flatten" },
        new Linear(30) { Name = "hidden" },
        new Linear { Name = "fc" },
    ]);

    /// <summary>A run whose model takes test image i, which is of class i mod 3, for the class that <paramref name="predicted"/> says.</summary>
    public static async Task<Run> AddAsync(RunStore store, string name, Func<int, int> predicted, float? knownFrom = null, float temperature = 1)
    {
        var data = Path.Combine(store.Location.Artifacts, "..", "tiny-data");
        var test = Images(12, seed: 2);
        if (!Directory.Exists(data))
            IdxFolder.Write(data, Images(30, seed: 1), test);
        var id = $"20260101-000000-{name}";
        var folder = store.FolderOf(id);
        Directory.CreateDirectory(folder.Path);
        var request = new RunRequest { Architecture = Network, Data = Path.GetFullPath(data) };
        request.Save(folder.Request);
        RunCard.Save(
            new Run
            {
                Id = id,
                Name = name,
                State = RunState.Succeeded,
                Request = request,
                RequestHash = request.ContentHash(),
                CreatedAt = DateTimeOffset.UnixEpoch,
                QueuedAt = DateTimeOffset.UnixEpoch,
            },
            folder.Card);
        Prediction[] predictions = [.. Enumerable.Range(0, test.Count).Select(i => new Prediction(i % 3, predicted(i), 0.5f + i / 100f, predicted(i) == i % 3 ? 0.5f + i / 100f : 0.25f))];
        PredictionsFile.Write(folder.Predictions, predictions);
        RunJson.Save(
            new RunResult
            {
                Test = TestScore.Of(predictions, ClassNames, RunData.HashOf(new ImageSplit(test))),
                Epochs = 1,
                TrainingSeconds = 1,
                ImagesPerSecond = 1,
                PeakMemoryBytes = 1,
                TrainingMemoryBytes = 1,
                Parameters = 1,
                Macs = 1,
                WeightBytes = 1,
                ModelBytes = 1,
            },
            folder.Result);
        var plan = Network.Plan(test.Shape, 3);
        var model = new CnnModel(plan, RandomModels.Weights(plan, seed: 3), ClassNames);
        (knownFrom is null && temperature == 1 ? model : model.WithConfidence(temperature, knownFrom)).Save(folder.Onnx);
        return await new RunImport(store).ImportAsync(folder.Path);
    }

    private static ImageSet Images(int count, int seed)
    {
        var pixels = new byte[count * 64];
        new Random(seed).NextBytes(pixels);
        return new ImageSet(new TensorShape(1, 8, 8), pixels, [.. Enumerable.Range(0, count).Select(i => i % 3)], [.. ClassNames]);
    }
}
