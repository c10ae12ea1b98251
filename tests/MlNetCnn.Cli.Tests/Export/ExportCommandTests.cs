namespace MlNetCnn.Cli.Tests;

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
    public void Int8_OnData_IsMeasuredAndThenEvaluatedAndScored()
    {
        var (data, path) = (workplace.WriteShapes(), workplace.In("int8.onnx"));

        var json = CommandRun.Of(
            "export", workplace.Zip, "--precision", "int8", "--data", data, "--calibration", "20", "--onnx", path, "--json").Json();

        var report = json["reduced"]!;
        Assert.Equal(("int8", 20), ((string?)report["precision"], (int?)report["calibrationImages"]));
        Assert.Equal((new FileInfo(workplace.Onnx).Length, new FileInfo(path).Length), ((long)report["bytesBefore"]!, (long)report["bytes"]!));
        Assert.InRange((double)report["bytes"]! / (double)report["bytesBefore"]!, 0.25, 0.3);
        Assert.Equal(50, (int)report["comparison"]!["images"]!);
        Assert.InRange((double)report["comparison"]!["agreement"]!, 0.8, 1);
        Assert.True((double)report["comparison"]!["after"]!["imagesPerSecond"]! > 0);
        var evaluated = CommandRun.Of("evaluate", workplace.Onnx, "--data", data, "--json").Json();
        var float32 = (double)evaluated["accuracy"]!;
        var int8 = (double)CommandRun.Of("evaluate", path, "--data", data, "--json").Json()["accuracy"]!;
        Assert.Equal(float32, (double)report["comparison"]!["before"]!["accuracy"]!, 1e-9);
        Assert.Equal(evaluated["accuracyInterval"]!.ToJsonString(), report["comparison"]!["before"]!["accuracyInterval"]!.ToJsonString());
        Assert.Equal(int8, (double)report["comparison"]!["after"]!["accuracy"]!, 1e-9);
    }

    [Fact]
    public void Float16_ForPeople_ShowsATable()
    {
        var path = workplace.In("float16.onnx");

        var run = CommandRun.Of("export", workplace.Onnx, "--precision", "float16", "--data", workplace.WriteShapes(), "--out", path);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"float32\s+float16\s+change", run.Output);
        Assert.Matches(@"accuracy on 50 test images\s+\d+\.\d %\s+\d+\.\d %\s+", run.Output);
        Assert.Matches(@"its 95 % interval\s+\d+\.\d–\d+\.\d %\s+\d+\.\d–\d+\.\d %\s+", run.Output);
        Assert.Matches(@"images a second\s+[\d,]+\s+[\d,]+\s+×\d+\.\d\d", run.Output);
        Assert.Matches(@"file\s+\d+ KiB\s+\d+ KiB\s+×0\.5\d", run.Output);
        Assert.Equal(OnnxPrecision.Float16, CnnModel.Load(path).Precision);
    }

    [Fact]
    public void Float16_WithoutData_IsWrittenUnmeasured()
    {
        var path = workplace.In("unmeasured.onnx");

        var json = CommandRun.Of("export", workplace.Onnx, "--precision", "float16", "--onnx", path, "--json").Json();

        Assert.Null(json["reduced"]!["comparison"]);
        Assert.Equal(new FileInfo(path).Length, (long)json["reduced"]!["bytes"]!);
    }

    [Fact]
    public void Export_OfAFileOfIntegers_FailsInOneSentence()
    {
        var path = workplace.In("integers.onnx");
        CommandRun.Of("export", workplace.Onnx, "--precision", "int8", "--data", workplace.WriteShapes(), "--onnx", path, "--json").Json();

        Assert.Contains("holds weights of 8 bits, so there is no CnnModel of it", CommandRun.Of("export", path, "--onnx", workplace.In("y.onnx")).Sentence());
    }

    [Theory]
    [InlineData("--precision float64 --onnx x", "float64")]
    [InlineData("--precision int8 --safetensors x", "Give --onnx with --precision")]
    [InlineData("--precision float16 --calibration 5 --onnx x", "Give --calibration with --precision int8 only")]
    public void Precision_ThatCannotBe_IsWrongUsage(string args, string message)
    {
        var run = CommandRun.Of(["export", "model.onnx", .. args.Split(' ')]);

        Assert.Equal((CommandLine.WrongUsage, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error);
    }

    [Fact]
    public void Calibration_OnNoImage_FailsInOneSentence() => Assert.Contains(
        "--calibration is 0, but must be at least 1",
        CommandRun.Of("export", workplace.Onnx, "--precision", "int8", "--calibration", "0", "--onnx", workplace.In("z.onnx")).Sentence());

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
