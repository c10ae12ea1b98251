namespace MlNetCnn.Cli.Tests;

public class DevicesCommandTests
{
    [Fact]
    public void Json_OnAnyMachine_HasTheCpuAndWhatAutoTakes()
    {
        var json = CommandRun.Of("devices", "--json").Json();

        Assert.Equal(Environment.ProcessorCount, (int)json["cpu"]!["cores"]!);
        Assert.True((bool)json["cpu"]!["training"]!["usable"]!, json.ToJsonString());
        Assert.True((bool)json["cpu"]!["scoring"]!["usable"]!, json.ToJsonString());
        Assert.Equal(json["gpus"]!.AsArray().Count == 0, json["problem"] is not null);
        Assert.Matches("^(cpu|cuda:[0-9]+)$", (string?)json["auto"]!["training"]);
    }

    [SkippableFact]
    public void Table_WithoutAGpu_SaysWhyThereIsNone()
    {
        Skip.IfNot(NvidiaDriver.Find().Gpus.IsEmpty, "There is a GPU.");

        var run = CommandRun.Of("devices");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("There is no GPU to use: ", run.Output);
        Assert.Contains("--device auto trains on cpu and scores on cpu.", run.Output);
    }

    [Fact]
    public void Auto_WhereTheFreestCannotBeUsed_IsTheNext()
    {
        Gpu small = new(0, "small", new(8, 0), 8L << 30) { FreeBytes = 7L << 30 }, large = new(1, "large", new(6, 1), 24L << 30) { FreeBytes = 20L << 30 };
        var found = new DeviceFindings(
            new("CPU", 2, 1, 1, []), 2, new() { Gpus = [small, large] }, new("cpu", null, null, null),
            [new("cuda:0", small, null, "no cuDNN"), new("cuda:1", large, "too old", "no cuDNN")]);

        Assert.Equal(("cuda:0", "cpu"), (found.Auto(u => u.Training), found.Auto(u => u.Scoring)));
    }
}
