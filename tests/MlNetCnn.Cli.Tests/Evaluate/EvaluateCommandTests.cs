using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlNetCnn.Cli.Tests;

public sealed class EvaluateCommandTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Json_OnnxAndZip_GiveTheMetricsOfTraining()
    {
        var data = workplace.WriteShapes();
        var onnx = CommandRun.Of("evaluate", workplace.Onnx, "--data", data, "--json").Json();
        var zip = CommandRun.Of("evaluate", workplace.Zip, "--data", data, "--json").Json();

        var trained = JsonNode.Parse(workplace.Training.Output)!["test"]!;
        foreach (var metric in new[] { "accuracy", "macroAccuracy", "logLoss" })
        {
            Assert.Equal((double)trained[metric]!, (double)onnx[metric]!, 5);
            Assert.Equal((double)trained[metric]!, (double)zip[metric]!, 5);
        }
        Assert.Equal(onnx["confusion"]!.ToJsonString(), zip["confusion"]!.ToJsonString());
        Assert.Equal(50, onnx["confusion"]!.AsArray().Sum(row => row!.AsArray().Sum(count => (int)count!)));
        Assert.Equal(5, (int)onnx["topK"]!);
        Assert.InRange((double)onnx["topKAccuracy"]!, (double)onnx["accuracy"]!, 1);
        Assert.Equal("circle", (string?)onnx["classes"]![0]);
        var interval = WilsonInterval.Of((int)Math.Round(50 * (double)onnx["accuracy"]!), 50);
        Assert.Equal((interval.Lower, interval.Upper), ((double)onnx["accuracyInterval"]!["lower"]!, (double)onnx["accuracyInterval"]!["upper"]!));
        Assert.Equal((double)trained["accuracyInterval"]!["lower"]!, interval.Lower, 5);
        Assert.InRange((double)onnx["brier"]!, 0, 2);
        Assert.Equal(15, onnx["reliability"]!["bins"]!.AsArray().Count);
        Assert.Equal(10, onnx["classFigures"]!.AsArray().Count);
        Assert.All(onnx["classFigures"]!.AsArray(), c => Assert.Equal(1, (double)c!["curve"]!.AsArray()[^1]!["recall"]!));
        Assert.Null(onnx["costs"]);
        Assert.True((double)onnx["imagesPerSecond"]! > 0);
    }

    [Fact]
    public void Strangers_OfAModelThatTellsWhatItKnows_AreCounted()
    {
        var model = workplace.In("confident.onnx");
        CnnModel.Load(workplace.Onnx).WithConfidence(temperature: 2, knownFrom: 0.3f).Save(model);
        var data = workplace.WriteShapes();

        var found = CommandRun.Of("evaluate", model, "--data", data, "--strangers", "noise", "--json").Json();
        var text = CommandRun.Of("evaluate", model, "--data", data, "--strangers", data).Output;
        var before = CommandRun.Of("evaluate", workplace.Onnx, "--data", data, "--json").Json();

        var confidence = found["confidence"]!;
        Assert.Equal((2, 1000), ((double)confidence["temperature"]!, (int)confidence["strangers"]!["strangers"]!));
        Assert.Equal((double)before["logLoss"]!, (double)confidence["beforeCalibration"]!["logLoss"]!, 4);
        Assert.InRange((int)confidence["known"]!, 0, 50);
        Assert.InRange((double)confidence["strangers"]!["auroc"]!, 0, 1);
        Assert.Contains("images, with a probability of 0.3000 or more", string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("told from strangers", text);
        Assert.Null(before["confidence"]);
    }

    [Fact]
    public void Mistakes_AreWrittenWithTheirNeighbors()
    {
        var (data, file) = (workplace.WriteShapes(), workplace.In("mistakes.csv"));

        var run = CommandRun.Of("evaluate", workplace.Onnx, "--data", data, "--mistakes", file, "--json");

        var lines = File.ReadAllLines(file);
        Assert.StartsWith("path,label,predicted,probability,labelProbability,nearest1,nearestLabel1,similarity1", lines[0]);
        var wrong = 50 - (int)Math.Round(50 * (double)JsonNode.Parse(run.Output)!["accuracy"]!);
        Assert.Equal(wrong, lines.Length - 1);
        Assert.Contains($"note: {wrong} mistakes written to ", run.Error);
        double[] sureness = [.. lines.Skip(1).Select(line => double.Parse(line.Split(',')[3], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(sureness.OrderDescending(), sureness);
        Assert.All(lines.Skip(1), line => Assert.Equal(14, line.Split(',').Length));
    }

    [Fact]
    public void Json_ClassesWithoutImages_HaveNoFigures()
    {
        var figures = Document(CommandRun.Of("evaluate", TrainedOnShapes(), "--data", Cases.Path("classes", "subset"), "--size", "28", "--channels", "1", "--test-fraction", "none", "--json"))["classFigures"]!.AsArray();

        var without = Assert.Single(figures, c => (int)c!["images"]! == 0)!;
        Assert.Equal((null, null, null, null), ((double?)without["recall"], without["recallInterval"], (double?)without["rocAuc"], (double?)without["averagePrecision"]));
        Assert.Empty(without["curve"]!.AsArray());
    }

    [Fact]
    public void Costs_OfATable_DecideAtLeastExpectedCost()
    {
        var (data, costs) = (workplace.WriteShapes(), workplace.In("costs.csv"));
        string[] names = [.. CnnModel.Load(workplace.Onnx).ClassNames];
        // Only decisions for the last class cost nothing.
        File.WriteAllLines(costs, ["," + string.Join(',', names), .. names.Select(n => $"{n}," + string.Join(',', names.Select(d => d == names[^1] ? 0 : 1)))]);

        var found = CommandRun.Of("evaluate", workplace.Onnx, "--data", data, "--costs", costs, "--json").Json()["costs"]!;
        var text = CommandRun.Of("evaluate", workplace.Onnx, "--data", data, "--costs", costs).Output;

        Assert.Equal(0, (double)found["meanCost"]!);
        Assert.InRange((double)found["mostLikelyMeanCost"]!, 0.1, 1);
        Assert.Equal(50, found["decisions"]!.AsArray().Sum(row => (int)row![9]!));
        Assert.Matches(@"mean cost, least expected cost\s+0\.0000", text);
        File.WriteAllText(costs, File.ReadAllText(costs).Replace("circle,1,1", "circle,1,much", StringComparison.Ordinal));
        Assert.Contains($"'{costs}' has 'much' as the cost of deciding for '{names[1]}' where the class is 'circle'", CommandRun.Of("evaluate", workplace.Onnx, "--data", data, "--costs", costs).Sentence());
    }

    [Fact]
    public void Classes_InAnotherOrder_AreMatchedByName()
    {
        var data = workplace.WriteShapes();
        var expected = CommandRun.Of("evaluate", workplace.Onnx, "--data", data, "--json").Json()["confusion"]!.ToJsonString();
        var (train, test) = ImageSet.LoadIdxFolder(data);
        IdxFolder.Write(data, Reversed(train), Reversed(test!));

        Assert.Equal(expected, CommandRun.Of("evaluate", workplace.Onnx, "--data", data, "--json").Json()["confusion"]!.ToJsonString());

        static ImageSet Reversed(ImageSet images) => new(images.Shape, images.Pixels, [.. images.Labels.Select(label => 9 - label)], [.. images.ClassNames.Reverse()]);
    }

    [Fact]
    public void Classes_OfAnotherNumber_AreAnError()
    {
        var data = workplace.WriteShapes();
        File.AppendAllText(Path.Combine(data, "classes.txt"), "blob\n");

        Assert.Contains("The data have a class that the model does not know: 'blob'", CommandRun.Of("evaluate", workplace.Onnx, "--data", data).Sentence());
    }

    [Fact]
    public void Classes_WithoutNames_AreMatchedByPositionAndNoteAndJsonSaySo()
    {
        var data = workplace.WriteShapes();
        File.Delete(Path.Combine(data, "classes.txt"));

        var run = CommandRun.Of("evaluate", workplace.Onnx, "--data", data, "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("matched by position", run.Error);
        Assert.Equal("position", (string?)JsonNode.Parse(run.Output)!["classMatching"]);
    }

    [Theory]
    [InlineData("same-names", "name", 18)]
    [InlineData("other-case", "nameIgnoringCase", 18)]
    [InlineData("subset", "name", 12)]
    public void Classes_OfFolders_AreMatchedByName(string folder, string matching, int images)
    {
        var (model, data) = (TrainedOnShapes(), Cases.Path("classes", folder));

        var document = Document(CommandRun.Of("evaluate", model, "--data", data, "--size", "28", "--channels", "1", "--test-fraction", "none", "--json"));

        Assert.Equal(matching, (string?)document["classMatching"]);
        Assert.Equal(images, (int)document["images"]!);
        Assert.Equal(["circle", "line", "square"], document["classes"]!.AsArray().Select(c => (string?)c));
        // The same pictures, whatever their folders are called.
        var expected = Document(CommandRun.Of("evaluate", model, "--data", Cases.Path("classes", "same-names"), "--size", "28", "--channels", "1", "--test-fraction", "none", "--json"))["confusion"]!.AsArray();
        var rows = document["confusion"]!.AsArray().Select((row, i) => (Row: row!.ToJsonString(), Expected: expected[i]!.ToJsonString())).ToArray();
        Assert.All(rows.Where(r => r.Row != "[0,0,0]"), r => Assert.Equal(r.Expected, r.Row));
        Assert.Equal(images / 6, rows.Count(r => r.Row != "[0,0,0]"));
    }

    [Fact]
    public void Classes_PartlyOfOtherNames_AreRefused()
    {
        var run = CommandRun.Of("evaluate", TrainedOnShapes(), "--data", Cases.Path("classes", "partly-other-names"), "--size", "28", "--channels", "1");

        Assert.Equal("", run.Output);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("mlnetcnn: The data have a class that the model does not know: 'zcircle'", run.Error);
    }

    [Fact]
    public void Data_NotGiven_AreThoseTheModelWasTrainedOn()
    {
        var model = TrainedOnShapes();

        var zip = Document(CommandRun.Of("evaluate", model, "--json"));
        var onnx = Document(CommandRun.Of("evaluate", Path.ChangeExtension(model, ".onnx"), "--json"));

        Assert.Equal(Cases.Path("classes", "same-names"), (string?)zip["data"]);
        Assert.Equal("test", (string?)zip["split"]);
        Assert.Equal(9, (int)zip["images"]!); // --test-fraction 0.5 of 18, as in training
        Assert.Equal(zip["confusion"]!.ToJsonString(), onnx["confusion"]!.ToJsonString());
    }

    [Fact]
    public void Data_NotGivenAndUnknown_AreAskedFor()
    {
        var model = workplace.In("unknown.onnx");
        var known = CnnModel.Load(workplace.Onnx);
        new CnnModel(known.Plan, known.Weights, known.ClassNames, known.Preprocessing).Save(model);

        Assert.Contains("give --data", CommandRun.Of("evaluate", model).Sentence());
        Assert.Contains("give --data", CommandRun.Of("export", model, "--onnx", workplace.In("int8.onnx"), "--precision", "int8").Sentence());
        Assert.Contains("--size is about the images of --data", CommandRun.Of("evaluate", workplace.Onnx, "--size", "28").Sentence());
    }

    [Fact]
    public void Data_NotGivenAndNoLongerThere_AreNamedAndAskedFor()
    {
        var model = workplace.In("moved.onnx");
        var known = CnnModel.Load(workplace.Onnx);
        var gone = workplace.In("gone data");
        new CnnModel(known.Plan, known.Weights, known.ClassNames, known.Preprocessing) { DataReference = JsonSerializer.Serialize(new { data = gone, images = new { } }) }.Save(model);

        Assert.Contains($"The data that the model was trained on, '{gone}', are no longer there: give --data.", CommandRun.Of("evaluate", model).Sentence());
    }

    [Fact]
    public void Split_OfTrainAndValidation_IsChosenOrNamed()
    {
        var (model, data) = (TrainedOnShapes(), Cases.Path("layouts", "train-val"));
        string[] reading = ["--data", data, "--size", "28", "--channels", "1"];

        var without = CommandRun.Of(["evaluate", model, .. reading]);
        var train = Document(CommandRun.Of(["evaluate", model, "--split", "train", "--json", .. reading]));

        Assert.Contains("so the validation images were taken", without.Error);
        Assert.Contains("on the 8 validation images", without.Output);
        Assert.Equal("training", (string?)train["split"]);
        Assert.Contains("the data have training and validation images only", CommandRun.Of(["evaluate", model, "--split", "test", .. reading]).Sentence());
    }

    // Beside a note, which Json() does not allow.
    private static JsonNode Document(CommandRun run) => run.ExitCode == 0 ? JsonNode.Parse(run.Output)! : throw new InvalidOperationException(run.Error);

    private string TrainedOnShapes()
    {
        var folder = workplace.In("shapes");
        if (!Directory.Exists(folder))
        {
            Assert.Equal(0, CommandRun.Of("train", "lenet-relu", "--data", Cases.Path("classes", "same-names"), "--size", "28", "--channels", "1", "--test-fraction", "0.5",
                "--epochs", "2", "--out", folder, "--no-run").ExitCode);
        }
        return Path.Combine(folder, "model.zip");
    }

    [Fact]
    public void Classes_CountedUpToTheLargestLabelThere_MayBeFewerThanTheModels()
    {
        var data = workplace.In("five-classes");
        var images = new ImageSet(new TensorShape(1, 28, 28), new byte[5 * 784], [0, 1, 2, 3, 4], ImageSet.Numbered(5));
        IdxFolder.Write(data, images, images);
        File.Delete(Path.Combine(data, "classes.txt"));

        var run = CommandRun.Of("evaluate", workplace.Onnx, "--data", data, "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(10, JsonNode.Parse(run.Output)!["classes"]!.AsArray().Count);
    }

    [Fact]
    public void Images_OfAnotherShape_AreAnError()
    {
        var data = workplace.In("other-shape");
        var images = new ImageSet(new TensorShape(1, 14, 14), new byte[10 * 196], [.. Enumerable.Range(0, 10)], ImageSet.Numbered(10));
        IdxFolder.Write(data, images, images);

        Assert.Contains("reads images of 1×28×28, but the data are 1×14×14", CommandRun.Of("evaluate", workplace.Onnx, "--data", data).Sentence());
    }

    [Fact]
    public void Data_WithoutTestImages_AreEvaluatedOnTheTrainingImages()
    {
        var data = workplace.WriteShapes();
        foreach (var file in Directory.GetFiles(data, "t10k-*"))
            File.Delete(file);

        var run = CommandRun.Of("evaluate", workplace.Onnx, "--data", data);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("training images were taken", run.Error);
        Assert.Contains("200 images", run.Output);
    }

    [Theory]
    [InlineData(".onnx")]
    [InlineData(".zip")]
    public void Model_CutShort_FailsInOneSentence(string kind)
    {
        var path = workplace.In("cut" + kind);
        File.WriteAllBytes(path, File.ReadAllBytes(kind == ".zip" ? workplace.Zip : workplace.Onnx)[..5000]);

        Assert.Contains($"'{path}' is not a", CommandRun.Of("evaluate", path).Sentence());
    }

    [Fact]
    public void Model_MissingOrFolder_FailsInOneSentence()
    {
        Assert.Contains("There is no model", CommandRun.Of("evaluate", workplace.In("none.onnx")).Sentence());
        Assert.Contains("is a folder: name the model.onnx", CommandRun.Of("evaluate", workplace.Folder).Sentence());
    }
}
