using System.Text.Json.Nodes;
using MlNetCnn.Training;

namespace MlNetCnn.Cli.Tests;

/// <summary>What `train` does with settings, and with models, checkpoints and folders beside them.</summary>
public sealed class TrainSettingsTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Settings_OfEveryKind_ReachTheTrainerAndTheReport()
    {
        string[] args =
        [
            "--flip", "--crop-padding", "2", "--schedule", "cosine:warm-up=0.25", "--label-smoothing", "0.1", "--normalization", "measured",
            "--class-weights", "balanced", "--gradient-clip", "1", "--weight-average", "0.9", "--decay-bias-and-norm", "false", "--threads", "1",
            "--optimizer", "AdamW", "--memory-budget", "1GiB", "--best-by", "accuracy", "--validation-fraction", "0.2", "--seed", "-3",
        ];

        var json = JsonNode.Parse(Train("kinds", [.. args, "--json"]).Output)!;

        var expected = TrainingSettings.Effective(
            new()
            {
                Epochs = 1,
                Augmentation = new() { HorizontalFlip = true, CropPadding = 2 },
                Schedule = new CosineSchedule { WarmUp = 0.25 },
                LabelSmoothing = 0.1,
                Normalization = Normalization.Measured,
                ClassWeights = ClassWeights.Balanced,
                GradientClip = 1,
                WeightAverage = 0.9,
                DecayBiasAndNorm = false,
                Threads = 1,
                Optimizer = OptimizerKind.AdamW,
                MemoryBudget = 1L << 30,
                BestBy = EpochCriterion.Accuracy,
                ValidationFraction = 0.2,
                Seed = -3,
            },
            Architectures.LeNet());
        Assert.Equal(expected, json["settings"]!.AsObject().ToDictionary(s => s.Key, s => (string)s.Value!));
        Assert.True((double)json["epochs"]![0]!["gradientNorm"]! > 0);
        Assert.Single(CnnModel.Load(workplace.In("kinds", "model.onnx")).Preprocessing.Mean);
    }

    [Fact]
    public void Announcement_ForPeople_SaysWhatIsSpecialAsOnTheCommandLine()
    {
        var run = Train("special", "--flip", "--schedule", "one-cycle", "--threads", "1");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("\nschedule one-cycle, flip, threads 1\n", run.Output.ReplaceLineEndings("\n"));
        Assert.DoesNotContain("schedule", Train("plain").Output);
    }

    [Fact]
    public void Report_Always_MeasuresTheFinalModelOnAllTrainingImages()
    {
        var json = JsonNode.Parse(Train("measured", "--json").Output)!;

        // 200 images: evaluated again, without anything of training, they come to the same.
        var data = workplace.WriteShapes();
        foreach (var file in Directory.GetFiles(data, "t10k-*"))
            File.Delete(file);
        var again = JsonNode.Parse(CommandRun.Of("evaluate", workplace.In("measured", "model.onnx"), "--data", data, "--json").Output)!;
        Assert.Equal(200, (int)again["images"]!);
        Assert.Equal((double)again["accuracy"]!, (double)json["train"]!["accuracy"]!);
        Assert.Equal((double)again["logLoss"]!, (double)json["train"]!["logLoss"]!, 1e-9);
        Assert.Matches(@"on the 200 training images: accuracy \d+\.\d % \(95 % interval \d+\.\d–\d+\.\d %\), log-loss \d\.\d{4}\r?\non the 50 test images:", Train("text").Output);
    }

    [Fact]
    public void Checkpoint_ThatIsThere_IsGoneOnFrom()
    {
        var data = workplace.WriteShapes();
        var file = workplace.In("checkpoints", "run.ckpt");

        var whole = CommandRun.Of("train", "lenet", "--data", data, "--epochs", "3", "--out", workplace.In("whole"), "--json");
        var first = CommandRun.Of("train", "lenet", "--data", data, "--epochs", "2", "--out", workplace.In("cut"), "--checkpoint", file);
        var second = CommandRun.Of("train", "lenet", "--data", data, "--epochs", "3", "--out", workplace.In("cut"), "--checkpoint", file, "--json");
        var third = CommandRun.Of("train", "lenet", "--data", data, "--epochs", "3", "--out", workplace.In("cut"), "--checkpoint", file);

        Assert.Equal((0, 0, 0, 0), (whole.ExitCode, first.ExitCode, second.ExitCode, third.ExitCode));
        Assert.Contains($"checkpoints in {file}", first.Output);
        var json = JsonNode.Parse(second.Output)!;
        Assert.Equal([1, 2, 3], json["epochs"]!.AsArray().Select(e => (int)e!["epoch"]!));
        Assert.Equal((file, 3, 0), ((string?)json["resumedFrom"]!["file"], (int)json["resumedFrom"]!["epoch"]!, (int)json["resumedFrom"]!["batch"]!));
        Assert.Equal(JsonNode.Parse(whole.Output)!["test"]!.ToJsonString(), json["test"]!.ToJsonString());
        Assert.Contains($"{file} has all 3 epochs: nothing is left to train", third.Output);
    }

    [Fact]
    public void Checkpoint_OfAnotherRun_IsRefusedWithTheWayOut()
    {
        var data = workplace.WriteShapes();
        var file = workplace.In("other.ckpt");
        Assert.Equal(0, CommandRun.Of("train", "lenet", "--data", data, "--epochs", "1", "--out", workplace.In("one"), "--checkpoint", file).ExitCode);

        var run = CommandRun.Of("train", "lenet", "--data", data, "--epochs", "1", "--out", workplace.In("two"), "--checkpoint", file, "--seed", "2", "--json");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("is of another run: its option Seed was 0, not 2. Give this run another path, or delete the file.", run.Error);
        Assert.False(Directory.Exists(workplace.In("two")));
    }

    [Fact]
    public void Checkpoint_StoppedBeforeTheFirstBatch_SaysThatNothingWasSaved()
    {
        using var interruption = new Interruption();
        interruption.Request();
        var file = workplace.In("stopped.ckpt");

        var run = CommandRun.Of(interruption, "train", "lenet", "--data", workplace.WriteShapes(), "--checkpoint", file, "--out", workplace.In("stopped"), "--json");

        Assert.Equal((130, ""), (run.ExitCode, run.Output));
        Assert.Equal("mlnetcnn: Cancelled: nothing was saved.", run.Error.TrimEnd());
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void Continue_AModel_StartsFromItsWeightsAndKeepsItsNormalization()
    {
        Assert.Equal(0, Train("base", "--normalization", "measured").ExitCode);

        // At a rate of nothing the model stays what it was.
        var run = Train("further", "--continue", workplace.In("base", "model.zip"), "--learning-rate", "1e-30", "--optimizer", "sgd");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"all layers start from {workplace.In("base", "model.zip")}", run.Output);
        var (before, after) = (CnnModel.Load(workplace.In("base", "model.onnx")), CnnModel.Load(workplace.In("further", "model.onnx")));
        Assert.Equal(before.Preprocessing, after.Preprocessing);
        Assert.All(before.Weights, w => Assert.Equal(w.Value.Values.ToArray(), after.Weights[w.Key].Values.ToArray()));
    }

    [Fact]
    public void Continue_AModelOfAnotherNetwork_FailsBeforeAnythingIsWritten()
    {
        var sentence = CommandRun.Of("train", "mlp", "--data", workplace.WriteShapes(), "--continue", workplace.Onnx, "--out", workplace.In("never")).Sentence();

        Assert.Contains("is a model of network 'lenet', not 'mlp'", sentence);
        Assert.False(Directory.Exists(workplace.In("never")));
    }

    [Fact]
    public void Continue_AModelInEightBits_IsRefusedByWhatItLacks()
    {
        var (data, small) = (workplace.WriteShapes(), workplace.In("small.onnx"));
        CommandRun.Of("export", workplace.Onnx, "--precision", "int8", "--data", data, "--calibration", "20", "--onnx", small, "--json").Json();

        var sentence = CommandRun.Of("train", "lenet", "--data", data, "--continue", small, "--out", workplace.In("never")).Sentence();

        Assert.Contains("has no weights that can be trained further", sentence);
    }

    [Fact]
    public void FindLearningRate_ForPeopleAndPrograms_ShowsTheCurveAndWritesNothing()
    {
        var data = workplace.WriteShapes();
        var before = Directory.GetFileSystemEntries(workplace.Folder).Length;

        var json = CommandRun.Of("train", "lenet-relu", "--data", data, "--find-learning-rate", "--json").Json();
        var text = CommandRun.Of("train", "lenet-relu", "--data", data, "--find-learning-rate");

        Assert.InRange((double)json["suggestion"]!, 1e-5, 1);
        Assert.InRange(json["points"]!.AsArray().Count, 20, 100);
        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Matches(@"learning rate\s+loss", text.Output);
        Assert.Matches(@"try --learning-rate 0\.\d+ \(the preset has 0\.001\)\.", text.Output);
        Assert.Equal(before, Directory.GetFileSystemEntries(workplace.Folder).Length);
    }

    [Fact]
    public void TensorBoard_AFolder_GetsEventFiles()
    {
        var run = Train("watched", "--tensorboard", workplace.In("board"));

        Assert.Single(Directory.GetFiles(workplace.In("board")));
        Assert.Contains($"tensorboard --logdir {workplace.In("board")}", run.Output);
    }

    [Theory]
    [InlineData("--crop-padding is 300, but must be from 0 to 255 pixels.", "--crop-padding", "300")]
    [InlineData("--schedule: warm-up is 5, but must be", "--schedule", "cosine:warm-up=5")]
    [InlineData("--reduce-on-plateau: factor is 2, but must be above 0 and below 1.", "--reduce-on-plateau", "factor=2")]
    [InlineData("--checkpoint-epochs is 0, but must be at least 1.", "--checkpoint", "x", "--checkpoint-epochs", "0")]
    [InlineData("There is no model 'none.onnx'", "--continue", "none.onnx")]
    public void Setting_OutOfRange_IsNamedAsOnTheCommandLine(string complaint, params string[] args) =>
        Assert.Contains(complaint, CommandRun.Of(["train", "lenet", "--data", workplace.WriteShapes(), "--out", workplace.In("never"), .. args]).Sentence());

    private CommandRun Train(string folder, params string[] args) =>
        CommandRun.Of(["train", "lenet", "--data", workplace.WriteShapes(), "--epochs", "1", "--out", workplace.In(folder), .. args]);
}
