using System.Text.Json.Nodes;

namespace MlNetCnn.Cli.Tests;

/// <summary>`train --weights --freeze` on weights that `export --safetensors` wrote.</summary>
public sealed class FineTuningTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Weights_OfTheSameClasses_AreWhereTrainingStarts()
    {
        var run = Train(workplace.WriteShapes(), "again", "--freeze", "conv1", "--freeze", "fc1", "--json");

        Assert.Equal(0, run.ExitCode);
        var json = JsonNode.Parse(run.Output)!;
        Assert.Equal("[]", json["weights"]!["startingAnew"]!.ToJsonString());
        Assert.Equal("""["conv1","fc1"]""", json["frozen"]!.ToJsonString());
        var (before, after) = (CnnModel.Load(workplace.Onnx).Weights, CnnModel.Load(workplace.In("again", "model.onnx")).Weights);
        foreach (var name in before.Keys)
        {
            var isFrozen = name.StartsWith("conv1.", StringComparison.Ordinal) || name.StartsWith("fc1.", StringComparison.Ordinal);
            Assert.True(isFrozen == before[name].Values.Span.SequenceEqual(after[name].Values.Span), name);
        }
    }

    [Fact]
    public void Weights_OfMoreClasses_KeepAllButTheHeadAndTheOutputSaysSo()
    {
        var run = Train(WriteThreeClasses(), "three", "--freeze", "conv1", "--validation-fraction", "0");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"8 of 10 tensors start from {Exported()}; fc3 starts anew for 3 classes; not used: fc3.weight, fc3.bias", run.Output);
        Assert.Contains("frozen layers: conv1", run.Output);
        var model = CnnModel.Load(workplace.In("three", "model.onnx"));
        Assert.Equal(3, model.Plan.Classes);
        Assert.Equal(CnnModel.Load(workplace.Onnx).Weights["conv1.weight"].Values.ToArray(), model.Weights["conv1.weight"].Values.ToArray());
    }

    [Fact]
    public void Weights_WithoutAHead_StartItAnewAndTheOutputSaysSo()
    {
        var path = workplace.In("headless.safetensors");
        new Weights(Weights.LoadSafeTensors(Exported()).Where(w => !w.Key.StartsWith("fc3.", StringComparison.Ordinal))).SaveSafeTensors(path);

        var run = CommandRun.Of("train", "lenet", "--data", workplace.WriteShapes(), "--epochs", "1", "--weights", path, "--out", workplace.In("headless"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"8 of 10 tensors start from {path}; fc3 starts anew for 10 classes{Environment.NewLine}", run.Output);
    }

    [Fact]
    public void Weights_PickleThatAsksForACommand_FailInOneSentence()
    {
        var path = workplace.In("hostile.safetensors"); // the content decides what is read, not the name
        File.WriteAllBytes(path, [0x80, 2, .. "cposix\nsystem\n."u8]);

        Assert.Contains("hostile.safetensors' asks for 'posix.system', but only tensors are read from a file",
            CommandRun.Of("train", "lenet", "--data", workplace.WriteShapes(), "--weights", path).Sentence());
    }

    [Fact]
    public void Weights_OfAnotherNetwork_FailBeforeAnythingIsWritten()
    {
        var sentence = CommandRun.Of("train", "mlp", "--data", workplace.WriteShapes(), "--weights", Exported(), "--out", workplace.In("never")).Sentence();

        Assert.Contains("exported.safetensors' cannot be used: The weights do not fit network 'mlp'", sentence);
        Assert.False(Directory.Exists(workplace.In("never")));
    }

    [Fact]
    public void Weights_Damaged_FailInOneSentence()
    {
        var path = workplace.In("damaged.safetensors");
        File.WriteAllBytes(path, File.ReadAllBytes(Exported())[..100]);

        Assert.Contains("damaged.safetensors'", CommandRun.Of("train", "lenet", "--data", workplace.WriteShapes(), "--weights", path).Sentence());
    }

    private CommandRun Train(string data, string folder, params string[] args) =>
        CommandRun.Of(["train", "lenet", "--data", data, "--epochs", "1", "--weights", Exported(), "--out", workplace.In(folder), .. args]);

    private string Exported()
    {
        var path = workplace.In("exported.safetensors");
        if (!File.Exists(path))
            Assert.Equal(0, CommandRun.Of("export", workplace.Zip, "--safetensors", path).ExitCode);
        return path;
    }

    private string WriteThreeClasses()
    {
        var (train, test) = ImageSet.LoadIdxFolder(workplace.WriteShapes());
        var folder = workplace.In(Path.GetRandomFileName());
        IdxFolder.Write(folder, OfThreeClasses(train), OfThreeClasses(test!));
        return folder;
    }

    private static ImageSet OfThreeClasses(ImageSet images)
    {
        int[] kept = [.. Enumerable.Range(0, images.Count).Where(i => images.Labels[i] < 3)];
        var size = images.Shape.Elements;
        return new ImageSet(
            images.Shape, (byte[])[.. kept.SelectMany(i => images.Pixels.Slice(i * size, size).ToArray())], [.. kept.Select(i => images.Labels[i])],
            [.. images.ClassNames.Take(3)]);
    }
}
