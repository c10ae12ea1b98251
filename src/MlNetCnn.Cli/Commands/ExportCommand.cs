using System.CommandLine;
using MlNetCnn.Cli.Models;
using MlNetCnn.Cli.Output;

namespace MlNetCnn.Cli.Commands;

/// <summary>`mlnetcnn export`: a model as an ONNX file, its weights as a safetensors file.</summary>
internal static class ExportCommand
{
    private const string Replaced = "one that is there is replaced when the new one is complete.";

    public static Command Create()
    {
        var model = Options.Model();
        var onnx = Options.Optional<string>("--onnx", "PATH", $"The ONNX file to write; {Replaced}");
        var safetensors = Options.Optional<string>("--safetensors", "PATH", $"The file for the weights alone, under their PyTorch names; {Replaced}");
        var json = Options.Json();
        var command = new Command("export",
            "Write a model as an ONNX file that any ONNX runtime loads (preprocessing, probabilities and class names are inside), "
            + "its weights as a safetensors file that PyTorch loads, or both.")
        {
            model, onnx, safetensors, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(onnx) is null && result.GetValue(safetensors) is null)
                result.AddError("Give --onnx, --safetensors or both.");
        });
        command.SetAction(result =>
        {
            var network = ModelFile.ReadNetwork(result.GetRequiredValue(model));
            Export(Terminal.Of(result, json), network, result.GetValue(onnx), result.GetValue(safetensors));
            return 0;
        });
        return command;
    }

    private static void Export(Terminal terminal, CnnModel network, string? onnx, string? safetensors)
    {
        var name = network.Plan.Architecture.Name;
        if (onnx is not null)
            network.Save(onnx);
        if (safetensors is not null)
            network.Weights.SaveSafeTensors(safetensors, new Dictionary<string, string> { ["architecture"] = name });
        if (terminal.IsJson)
        {
            terminal.WriteJson(new
            {
                Onnx = onnx is null ? null : Path.GetFullPath(onnx),
                Safetensors = safetensors is null ? null : Path.GetFullPath(safetensors),
                Architecture = name,
                network.Plan.Input,
                Classes = network.ClassNames,
            });
            return;
        }
        if (onnx is not null)
            terminal.Say($"Wrote {onnx}: {name}, images of {network.Plan.Input}, {network.ClassNames.Length:N0} classes.");
        if (safetensors is not null)
            terminal.Say($"Wrote {safetensors}: {network.Weights.Count:N0} tensors of {name}.");
    }
}
