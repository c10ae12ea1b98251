namespace MlNetCnn.Cli.Tests;

public sealed class ImportCommandTests(Workplace workplace) : IClassFixture<Workplace>
{
    private static readonly string Graphs = Path.Combine(AppContext.BaseDirectory, "Import", "Graphs");

    [Fact]
    public void Import_AFileOfPyTorch_IsTrainedFurther()
    {
        var folder = workplace.In("imported");

        var json = CommandRun.Of("import", Path.Combine(Graphs, "gates-opset16.onnx"), "--name", "gates", "--out", folder, "--json").Json();

        Assert.Equal((Path.Combine(folder, "gates.json"), true, 445), ((string?)json["architecture"], (bool)json["hasHead"]!, (int)json["parameters"]!));
        Assert.InRange((double)json["difference"]!, 0, 1e-5);
        var network = Architecture.Load(Path.Combine(folder, "gates.json"));
        var match = Weights.Load(Path.Combine(folder, "gates.safetensors")).MatchTo(network.Plan(new(3, 16, 16), classes: 5));
        Assert.True(match.Fits);
    }

    [Fact]
    public void Import_ForPeople_SaysWhatWasReadAndHowToGoOn()
    {
        var run = CommandRun.Of("import", Path.Combine(Graphs, "shufflenet-opset16.onnx"), "--out", workplace.In("said"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("images of 3×16×16, 5 outputs, 909 parameters", run.Output, StringComparison.Ordinal);
        Assert.Contains("shufflenet-opset16.safetensors --data FOLDER --size 16", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_FilesThatAreThere_AreLeftAlone()
    {
        var folder = Directory.CreateDirectory(workplace.In("taken")).FullName;
        File.WriteAllText(Path.Combine(folder, "gates.json"), "mine");

        var run = CommandRun.Of("import", Path.Combine(Graphs, "gates-opset16.onnx"), "--name", "gates", "--out", folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("gates.json' is there already: choose another --name or --out, or remove it.", run.Error, StringComparison.Ordinal);
        Assert.Equal(["gates.json"], Directory.EnumerateFiles(folder).Select(Path.GetFileName));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(folder, "gates.json")));
    }

    [Theory]
    [InlineData("missing.onnx", "There is no file 'missing.onnx'.")]
    [InlineData("two.onnx", "has 2 outputs ('Score', 'PredictedIndex'): say which gives a value for each class in --output.")]
    [InlineData("damaged.onnx", "is not an ONNX model, or is cut off")]
    public void Import_WhatCannotBeRead_IsSaidInWordsOfTheCommandLine(string file, string because)
    {
        if (file == "damaged.onnx")
            File.WriteAllBytes(workplace.In(file), File.ReadAllBytes(workplace.Onnx)[..5_000]);
        else if (file == "two.onnx")
            File.WriteAllBytes(workplace.In(file), WithoutDescription(File.ReadAllBytes(workplace.Onnx)));

        var run = CommandRun.Of("import", file == "missing.onnx" ? file : workplace.In(file));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(because, run.Error, StringComparison.Ordinal);
    }

    // The metadata's keys are bytes of the file as they are.
    private static byte[] WithoutDescription(byte[] onnx)
    {
        var text = System.Text.Encoding.Latin1.GetString(onnx);
        return System.Text.Encoding.Latin1.GetBytes(text.Replace("mlnetcnn.", "strangers", StringComparison.Ordinal));
    }
}
