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
