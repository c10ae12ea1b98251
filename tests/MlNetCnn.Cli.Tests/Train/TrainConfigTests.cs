using System.Text.Json.Nodes;
using MlNetCnn.Training;

namespace MlNetCnn.Cli.Tests;

/// <summary>`train --print-config` and `train --config`.</summary>
public sealed class TrainConfigTests(Workplace workplace) : IClassFixture<Workplace>
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["schedule"] = "cosine:warm-up=0.1",
        ["reduce-on-plateau"] = "on",
        ["class-weights"] = "cat=2,dog=0.5",
        ["crop-ratio"] = "2",
        ["unknown"] = "on",
        ["device"] = "cpu",
        ["normalization"] = "imagenet",
        ["memory-budget"] = "1GiB",
        ["freeze"] = "conv1,conv2",
        ["fine-tune-from"] = "stage4",
        ["pretrained"] = "resnet18-imagenet",
        ["size"] = "32x28",
        ["table-shape"] = "1x2x3",
        ["ignore-columns"] = "1,2",
        ["classes"] = "cat,dog",
    };

    public static TheoryData<string> TrainingNames => [.. TrainingSettings.All.Where(s => s.Group != TrainingSettingGroup.Columns).Select(s => s.Name)];

    public static TheoryData<string> ImageNames => [.. ImageSettings.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(TrainingNames))]
    public void Config_OfATrainingSetting_GivesTheSame(string name) => AssertRoundTrip(TrainingSettings.Find(name), "settings");

    [Theory]
    [MemberData(nameof(ImageNames))]
    public void Config_OfAnImageSetting_GivesTheSame(string name) => AssertRoundTrip(ImageSettings.Find(name), "images");

    [Fact]
    public void Config_OfEverythingElse_GivesTheSame()
    {
        var all = Print("lenet", "--data", workplace.WriteShapes(), "--folds", "3", "--strangers", "bundled", "--validation-fraction", "0.2", "--weights", workplace.In("w.pth"),
            "--name", "n", "--group", "g", "--tag", "a", "--tag", "b");

        Assert.Equal(all, Print("--config", Write(all)));
        var json = JsonNode.Parse(all)!;
        Assert.Equal(("n", "g", 2, 3), ((string)json["name"]!, (string)json["group"]!, json["tags"]!.AsArray().Count, (int)json["folds"]!));
        Assert.Equal((workplace.In("w.pth"), "bundled"), ((string)json["initialWeights"]!, (string)json["strangers"]!));
    }

    [Fact]
    public void Switches_BesideAConfig_OverrideIt()
    {
        var file = Write(Print("lenet", "--epochs", "3", "--flip", "--rotation", "10", "--weights", "w.pth", "--tag", "a"));

        var json = JsonNode.Parse(Print("vgg11", "--config", file, "--epochs", "4", "--augmentation", "digits", "--continue", "m.onnx", "--data", workplace.WriteShapes(), "--tag", "b"))!;

        Assert.Equal(("vgg11", "4", "b"), ((string)json["architecture"]!, (string)json["settings"]!["epochs"]!, (string)json["tags"]![0]!));
        Assert.Equal((null, "digits"), ((string?)json["settings"]!["flip"], (string?)json["settings"]!["augmentation"]));
        Assert.Equal((null, Path.GetFullPath("m.onnx")), ((string?)json["initialWeights"], (string?)json["continueFrom"]));
        Assert.NotEqual("bundled", (string)json["data"]!);
    }

    [Fact]
    public void Config_OfARunThatWasKept_TrainsTheSame()
    {
        var file = Write(Print("lenet", "--data", workplace.WriteShapes(), "--epochs", "1", "--seed", "5"));

        var first = CommandRun.Of("train", "--config", file, "--out", workplace.In("first"), "--quiet", "--json").Json();
        var second = CommandRun.Of("train", "--config", file, "--out", workplace.In("second"), "--no-run", "--quiet", "--json").Json();

        Assert.Equal(first["test"]!.ToJsonString(), second["test"]!.ToJsonString());
        Assert.Equal("5", (string)second["settings"]!["seed"]!);
    }

    [Fact]
    public void Config_WithNumbersAndFlagsWithoutQuotes_GivesTheSame()
    {
        var quoted = Print("lenet", "--epochs", "3", "--learning-rate", "0.5", "--flip", "--size", "32");

        var plain = quoted.Replace("\"3\"", "3", StringComparison.Ordinal).Replace("\"0.5\"", "0.5", StringComparison.Ordinal)
            .Replace("\"true\"", "true", StringComparison.Ordinal).Replace("\"32\"", "32", StringComparison.Ordinal);

        Assert.NotEqual(quoted, plain);
        Assert.Equal(quoted, Print("--config", Write(plain)));
    }

    [Theory]
    [InlineData("\"epochz\": 3", "This is no request for a run: there is no property 'epochz' (line 3)")]
    [InlineData("\"settings\": {\n\"epochs\": \"2\",\n\"learning-rat\": \"1\"}", "line 5: There is no training setting 'learning-rat': the nearest is 'learning-rate'")]
    [InlineData("\"settings\": {\n\"epochs\": \"many\"}", "line 4: epochs needs a whole number, but got 'many'")]
    [InlineData("\"settings\": {\"epochs\": [3]}", "the value of 'settings.epochs' is of another kind than is needed (line 3)")]
    [InlineData("\"images\": {\n\n\"size\": \"big\"}", "line 5: size needs a side from 1 to")]
    [InlineData("\"settings\": {\"epochs\": \"0\"}", "--epochs is 0, but must be at least 1")]
    [InlineData("\"folds\": 1", "The number of folds is 1, but must be from 2 to 20")]
    public void Config_WithAWrongMember_IsRefusedWithFileAndLine(string member, string complaint)
    {
        var file = Write($"{{\"version\": 1, \"data\": \"bundled\",\n\"architecture\": \"lenet\",\n{member}}}");

        var sentence = CommandRun.Of("train", "--config", file, "--print-config").Sentence();

        Assert.Contains($"'{file}': ", sentence);
        Assert.Contains(complaint, sentence);
    }

    private void AssertRoundTrip<TOptions>(OptionSetting<TOptions> setting, string member)
        where TOptions : class
    {
        string[] more = setting.Name is "transfer" or "fine-tune-from" or "backbone-rate" or "feature-views" or "pretrained"
            ? ["--pretrained", "resnet18-imagenet", .. setting.Name == "fine-tune-from" ? (string[])["--transfer", "fine-tune"] : []] : [];
        var start = Write("""{"version": 1, "data": "bundled", "architecture": "resnet18-imagenet"}""");

        var first = Print(["--config", start, $"--{setting.Name}={ValueOf(setting)}", .. setting.Name == "pretrained" ? [] : more]);

        Assert.Equal(ValueOf(setting), (string)JsonNode.Parse(first)![member]![setting.Name]!);
        Assert.Equal(first, Print("--config", Write(first)));
    }

    private static string ValueOf(Setting setting) => Values.GetValueOrDefault(setting.Name) ?? setting.Kind switch
    {
        SettingKind.Flag => setting.Default == "true" ? "false" : "true",
        SettingKind.Choice => setting.Words.Last(w => w != setting.Default),
        SettingKind.WholeNumber => "3",
        SettingKind.Number => "0.5",
        _ => "1",
    };

    private static string Print(params string[] args)
    {
        var run = CommandRun.Of(["train", .. args, "--print-config"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }

    private string Write(string json)
    {
        var file = workplace.In($"{Path.GetRandomFileName()}.json");
        File.WriteAllText(file, json);
        return file;
    }
}
