using System.CommandLine;
using MlNetCnn.Training;
using Spectre.Console;

namespace MlNetCnn.Cli;

internal static class DevicesCommand
{
    public const string Description = "Show the CPU and the NVIDIA GPUs of this machine, and test whether training and scoring can use each.";

    public static Command Create()
    {
        var json = Options.Json();
        var command = new Command("devices", Description) { json };
        command.SetAction(result =>
        {
            var terminal = Terminal.Of(result, json);
            var found = DeviceFindings.Find();
            if (terminal.IsJson)
                terminal.WriteJson(ToJson(found));
            else
                Write(terminal, found);
            return 0;
        });
        return command;
    }

    private static object ToJson(DeviceFindings found) => new
    {
        Cpu = new
        {
            found.Processor.Name,
            found.Processor.Cores,
            found.Processor.TotalBytes,
            found.Processor.FreeBytes,
            found.Processor.VectorInstructions,
            found.Threads,
            Training = Use(found.Cpu.Training),
            Scoring = Use(found.Cpu.Scoring),
        },
        Driver = found.Driver.Cuda is { } cuda ? new { found.Driver.Release, Cuda = $"{cuda}" } : null,
        found.Driver.Problem,
        Accelerator = TrainingSupport.HasCuda ? "cuda" : "cpu",
        Gpus = found.Gpus.Select(u => new
        {
            Device = u.Name,
            u.Gpu!.Name,
            u.Gpu.TotalBytes,
            u.Gpu.FreeBytes,
            u.Gpu.Utilization,
            Capability = $"{u.Gpu.Capability}",
            Training = Use(u.Training),
            Scoring = Use(u.Scoring),
        }),
        Auto = new { Training = found.Auto(u => u.Training), Scoring = found.Auto(u => u.Scoring) },
    };

    private static object Use(string? whyNot) => new { Usable = whyNot is null, Reason = whyNot };

    private static void Write(Terminal terminal, DeviceFindings found)
    {
        var table = new FittingTable().AddName("device").AddText("name").AddNumber("memory", rank: 2).AddNumber("free", rank: 1).AddText("computes with", rank: 3)
            .AddName("training").AddName("scoring");
        var cpu = found.Processor;
        Row(found.Cpu, cpu.Name, cpu.TotalBytes, cpu.FreeBytes, string.Join(", ", cpu.VectorInstructions.Prepend($"{cpu.Cores} cores")));
        foreach (var use in found.Gpus)
            Row(use, use.Gpu!.Name, use.Gpu.TotalBytes, use.Gpu.FreeBytes, $"compute capability {use.Gpu.Capability}");
        terminal.Out.Write(table.For(terminal.Out));
        if (found.Driver.Cuda is { } cuda)
            terminal.Say($"NVIDIA driver {found.Driver.Release ?? "of an unknown release"}, for CUDA up to {cuda}.");
        if (found.Driver.Problem is { } problem)
            terminal.Say($"There is no GPU to use: {problem}.");
        if (!TrainingSupport.HasCuda)
            terminal.Say("This build is for the CPU only: build with -p:Accelerator=cuda to use an NVIDIA GPU.");
        foreach (var use in found.Gpus.Prepend(found.Cpu))
        {
            Reason(use.Name, "training", use.Training);
            Reason(use.Name, "scoring", use.Scoring);
        }
        if (found.Threads > 0)
            terminal.Say($"On the CPU training computes with {found.Threads} threads unless --threads says otherwise, scoring with one a core.");
        terminal.Say($"--device auto trains on {found.Auto(u => u.Training)} and scores on {found.Auto(u => u.Scoring)}.");

        void Row(DeviceUse use, string name, long total, long? free, string computes) => table.AddRow(
            new Text(use.Name), new Text(name), new Text(Quantity.Bytes(total)), new Text(free is { } bytes ? Quantity.Bytes(bytes) : "?"),
            new Text(computes), new Text(use.Training is null ? "yes" : "no"), new Text(use.Scoring is null ? "yes" : "no"));

        void Reason(string device, string what, string? whyNot)
        {
            if (whyNot is not null)
                terminal.Say($"{device}, no {what}: {whyNot.TrimEnd('.')}.");
        }
    }
}
