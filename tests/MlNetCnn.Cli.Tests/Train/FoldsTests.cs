using System.Text.Json.Nodes;

namespace MlNetCnn.Cli.Tests;

/// <summary>`train --folds`.</summary>
public sealed class FoldsTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Folds_OfAFolder_PredictEachImageOnceAndTrainTheModelOnAll()
    {
        var folder = Pictures.WriteFolder(workplace.In("photos"));
        File.Move(Path.Combine(folder, "red", "00.png"), Path.Combine(folder, "blue", "wrong.png"));

        var run = Train(folder, "folded", "lenet-relu", "--folds", "3", "--epochs", "30", "--learning-rate", "0.003", "--calibrate", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("held out for", run.Error);
        Assert.Contains("fold 1/3: 16 images to train on, 8 held out", run.Error);
        Assert.Contains("fold 3/3  epoch 30/30", run.Error);
        var json = JsonNode.Parse(run.Output)!;
        var folds = json["crossValidation"]!;
        Assert.Equal((3, 24, 3), ((int)folds["folds"]!, (int)folds["pooled"]!["images"]!, folds["accuracyByFold"]!.AsArray().Count));
        Assert.Equal((double)folds["pooled"]!["accuracy"]!, (double)folds["meanAccuracy"]!, 9);
        Assert.StartsWith("Not tested: no images are left for it.", (string?)json["notTested"]);
        var lines = File.ReadAllLines(workplace.In("folded", "out-of-fold.csv"));
        Assert.Equal("path,fold,label,predicted,blue,red", lines[0]);
        Assert.Equal(24, lines.Skip(1).Select(line => line.Split(',')[0]).Distinct().Count());
        Assert.Contains("blue/wrong.png,blue,red,", File.ReadAllText(workplace.In("folded", "label-errors.csv")));
        Assert.Equal(File.ReadAllLines(workplace.In("folded", "label-errors.csv")).Length - 1, (int)folds["labelErrors"]!["found"]!);
        Assert.True(File.Exists(workplace.In("folded", "model.onnx")));
        var card = File.ReadAllText(workplace.In("folded", "MODEL.md"));
        Assert.Contains("First a cross-validation in 3 folds", card);
        Assert.Matches(@"\| cross-validation, 3 folds \| +24 \| 9\d\.\d %", card);
        Assert.Contains("It was not tested itself", card);
        Assert.DoesNotContain("Add --test-fraction", card);
    }

    [Fact]
    public void Folds_WithValidationAndTestImages_UseBothAndSayWhichFigureIsWhich()
    {
        var run = Train(workplace.WriteShapes(), "tested", "lenet", "--folds", "2", "--epochs", "1", "--validation-fraction", "0.2");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("% of the labels would be wrong: the models are probably too weak", run.Error);
        Assert.Contains("2-fold cross-validation, each of the 200 training images predicted by a model that did not train on it:", run.Output);
        Assert.Matches(@"mean of the 2 folds ± standard deviation: accuracy \d+\.\d ± \d+\.\d %", run.Output);
        Assert.Contains("on the 50 test images:", run.Output);
        Assert.Matches(@"fold 2/2  epoch 1/1  loss .*  validation ", run.Output);
    }

    [Fact]
    public void Folds_WithoutValidationImages_CalibrateTheModelByTheirPredictions()
    {
        var json = JsonNode.Parse(Train(workplace.WriteShapes(), "calibrated", "lenet-relu", "--folds", "2", "--epochs", "2", "--json").Output)!;

        var confidence = json["confidence"]!;
        Assert.Equal(CnnModel.Load(workplace.In("calibrated", "model.onnx")).Temperature, (float)confidence["temperature"]!);
        Assert.NotEqual((double)json["test"]!["logLoss"]!, (double)confidence["beforeCalibration"]!["logLoss"]!);
        Assert.Matches(@"cross-validated\s+in 2 folds", CommandRun.Of("runs", "show", (string)json["run"]!).Output);
    }

    [Fact]
    public void Folds_OfFewerImagesThanFolds_AreNotedOrRefused()
    {
        var folder = workplace.In("few");
        foreach (var name in new[] { "red/0", "red/1", "red/2", "blue/0" })
            Pictures.Write(Path.Combine(folder, $"{name}.png"), 28, 28, 200, 20, 20);

        var run = Train(folder, "few-out", "lenet", "--folds", "3", "--epochs", "1", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Fewer images than 3 folds, so not every fold has some: blue (1). A class with one is predicted by a model that was not trained on it.", run.Error);
        Assert.Contains("--folds 5: 5 folds take at least as many images, but there are 4: take fewer folds.", Train(folder, "none", "lenet", "--folds", "5").Error);
        Assert.False(Directory.Exists(workplace.In("none")));
    }

    [Theory]
    [InlineData("--folds needs a whole number, but got 'x'.", "--folds", "x")]
    [InlineData("--folds is 1, but must be from 2 to 20.", "--folds", "1")]
    [InlineData("A cross-validation does not resume from a checkpoint: leave out --checkpoint or --folds.", "--folds", "5", "--checkpoint", "x")]
    [InlineData("The model to continue has seen these images, so that it predicts them better than new ones: leave out --continue or --folds.", "--folds", "5", "--continue", "x")]
    [InlineData("--find-learning-rate trains no model to predict with: leave out --find-learning-rate or --folds.", "--folds", "5", "--find-learning-rate")]
    public void Folds_WithWhatDoesNotGoTogether_AreRefused(string sentence, params string[] args)
    {
        var run = CommandRun.Of(["train", "lenet", .. args]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(sentence, run.Error);
    }

    [Fact]
    public void Folds_Stopped_EndCleanly()
    {
        using var interruption = new Interruption();
        var data = workplace.WriteShapes();
        interruption.Request();

        var run = CommandRun.Of(interruption, "train", "lenet", "--data", data, "--folds", "2", "--out", workplace.In("stopped"), "--json");

        Assert.Equal((130, "", "mlnetcnn: Cancelled: nothing was saved."), (run.ExitCode, run.Output, run.Error.TrimEnd()));
        Assert.False(Directory.Exists(workplace.In("stopped")));
    }

    private CommandRun Train(string data, string folder, params string[] args) =>
        CommandRun.Of(["train", "--data", data, "--out", workplace.In(folder), "--cache", workplace.In("cache"), .. args]);
}
