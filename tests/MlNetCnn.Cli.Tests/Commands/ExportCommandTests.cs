namespace MlNetCnn.Cli.Tests.Commands;

public sealed class ExportCommandTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Onnx_FromZipOrOnnx_IsTheFileThatTrainWrote(bool fromZip)
    {
        var path = workplace.In($"exported-{fromZip}.onnx");

        var json = CommandRun.Of("export", fromZip ? workplace.Zip : workplace.Onnx, "--onnx", path, "--json").Json();

        Assert.Equal(File.ReadAllBytes(workplace.Onnx), File.ReadAllBytes(path));
        Assert.Equal((path, "lenet"), ((string?)json["onnx"], (string?)json["architecture"]));
    }

    [Fact]
    public void Safetensors_Alone_HoldsTheWeights()
    {
        var path = workplace.In("exported.safetensors");

        var json = CommandRun.Of("export", workplace.Zip, "--safetensors", path, "--json").Json();

        Assert.Equal((path, null), ((string?)json["safetensors"], json["onnx"]));
        var expected = CnnModel.Load(workplace.Onnx).Weights;
        var weights = Weights.LoadSafeTensors(path);
        Assert.Equal(expected.Keys.Order(), weights.Keys.Order());
        Assert.All(expected, tensor => Assert.Equal(tensor.Value.Values.ToArray(), weights[tensor.Key].Values.ToArray()));
    }

    [Fact]
    public void OnnxAndSafetensors_ForPeople_AreBothWrittenAndTold()
    {
        var (onnx, safetensors) = (workplace.In("both.onnx"), workplace.In("both.safetensors"));

        var run = CommandRun.Of("export", workplace.Onnx, "--onnx", onnx, "--safetensors", safetensors);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"Wrote {onnx}: lenet, images of 1×28×28, 10 classes.", run.Output);
        Assert.Contains($"Wrote {safetensors}: 10 tensors of lenet.", run.Output);
        Assert.True(File.Exists(onnx) && File.Exists(safetensors));
    }

    [Fact]
    public void Safetensors_FolderMissing_FailsInOneSentence() =>
        Assert.Contains("cannot be written: there is no folder",
            CommandRun.Of("export", workplace.Onnx, "--safetensors", workplace.In("no", "x.safetensors")).Sentence());

    [Fact]
    public void Folder_Missing_FailsInOneSentence() =>
        Assert.Contains("cannot be written: there is no folder", CommandRun.Of("export", workplace.Onnx, "--onnx", workplace.In("no", "x.onnx")).Sentence());

    [Fact]
    public void Zip_OfAnotherKind_FailsInOneSentence()
    {
        var zip = workplace.In("other.zip");
        using (var archive = System.IO.Compression.ZipFile.Open(zip, System.IO.Compression.ZipArchiveMode.Create))
            archive.CreateEntry("a.txt");

        Assert.Contains("there is no network in it", CommandRun.Of("export", zip, "--onnx", workplace.In("x.onnx")).Sentence());
    }
}
