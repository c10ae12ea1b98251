using System.CommandLine;
using MlNetCnn.Cli.Models;
using MlNetCnn.Cli.Output;

namespace MlNetCnn.Cli.Commands;

/// <summary>`mlnetcnn export`: a model as an ONNX file.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var model = Options.Model();
        var onnx = new Option<string>("--onnx")
        {
            Description = "The ONNX file to write; one that is there is replaced when the new one is complete.",
            HelpName = "PATH",
            Required = true,
        };
        var json = Options.Json();
        var command = new Command(
            "export", "Write a model as an ONNX file that any ONNX runtime loads: preprocessing, probabilities and class names are inside.")
        {
            model, onnx, json,
        };
        command.SetAction(result =>
        {
            var terminal = Terminal.Of(result, json);
            var path = result.GetRequiredValue(onnx);
            var network = ModelFile.ReadNetwork(result.GetRequiredValue(model));
            network.Save(path);
            if (terminal.IsJson)
                terminal.WriteJson(new
                {
                    Onnx = Path.GetFullPath(path),
                    Architecture = network.Plan.Architecture.Name,
                    network.Plan.Input,
                    Classes = network.ClassNames,
                });
            else
                terminal.Say($"Wrote {path}: {network.Plan.Architecture.Name}, images of {network.Plan.Input}, {network.ClassNames.Length:N0} classes.");
            return 0;
        });
        return command;
    }
}
