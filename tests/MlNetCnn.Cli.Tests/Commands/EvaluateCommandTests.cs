using System.Text.Json.Nodes;

namespace MlNetCnn.Cli.Tests.Commands;

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
        Assert.True((double)onnx["imagesPerSecond"]! > 0);
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

        Assert.Contains("The model knows 10 classes (circle, triangle, square, …), but the data have 11", CommandRun.Of("evaluate", workplace.Onnx, "--data", data).Sentence());
    }

    [Fact]
    public void Classes_WithoutNames_AreTakenByOrderAndTheNoteSaysSo()
    {
        var data = workplace.WriteShapes();
        File.Delete(Path.Combine(data, "classes.txt"));

        var run = CommandRun.Of("evaluate", workplace.Onnx, "--data", data, "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("taken by their order", run.Error);
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
