using System.CommandLine;
using System.CommandLine.Parsing;

namespace MlNetCnn.Cli;

internal static class ExportCommand
{
    public const string Description = "Export a model as an ONNX file with preprocessing, probabilities and class names, its weights as a safetensors file, or both.";

    private const string Replaced = "an existing file is replaced once the new one is complete.";

    public static Command Create()
    {
        var model = Options.Model();
        var onnx = Options.Optional<string>("--onnx", "PATH", $"Write this ONNX file; {Replaced}");
        onnx.Aliases.Add("--out");
        var safetensors = Options.Optional<string>("--safetensors", "PATH", $"Write the weights alone to this file, under their PyTorch names; {Replaced}");
        var precision = Options.Optional<string>("--precision", "float32|float16|int8",
            "Store numbers in the ONNX file as float32, float16 (half the size, same results and speed) or int8 (a quarter of the size, faster with wide layers, measured on --data). Default: as in MODEL.");
        precision.AcceptOnlyFromAmong("float32", "float16", "int8");
        var data = new DataOptions(EvaluateCommand.OfModel);
        var calibration = Options.Optional<int?>("--calibration", "N",
            "Calibrate int8 on this many training images, at least 1. Default: 256.");
        var json = Options.Json();
        var command = new Command("export", Description)
        {
            model, onnx, safetensors, precision, calibration, json,
        };
        foreach (var option in data.All)
            command.Options.Add(option);
        command.Check(result => Check(result, onnx, safetensors, precision, calibration));
        command.SetAction(result =>
        {
            var network = ModelFile.ReadNetwork(result.GetRequiredValue(model)).Described();
            var terminal = Terminal.Of(result, json);
            PrecisionReport? report = null;
            if (result.GetValue(onnx) is { } path)
            {
                var images = Options.Positive(calibration.Name, result.GetValue(calibration) ?? new CalibrationOptions().Images);
                OnnxPrecision? wanted = result.GetValue(precision) is { } name ? Enum.Parse<OnnxPrecision>(name, ignoreCase: true) : null;
                if (wanted is OnnxPrecision.Float16 or OnnxPrecision.Int8)
                    report = new PrecisionExport(terminal, network, wanted.Value)
                    {
                        Data = wanted == OnnxPrecision.Int8 || data.IsGiven(result) ? data.Read(result, new PlannedGraph(network, $"'{result.GetRequiredValue(model)}'"), terminal) : null,
                        CalibrationImages = images,
                    }.Write(path);
                else
                    network.Save(path, new() { Precision = wanted });
            }
            Export(terminal, network, result.GetValue(onnx), result.GetValue(safetensors), report);
            return 0;
        });
        return command;
    }

    private static void Check(
        CommandResult result, Option<string?> onnx, Option<string?> safetensors, Option<string?> precision, Option<int?> calibration)
    {
        if (result.GetValue(onnx) is null && result.GetValue(safetensors) is null)
            result.AddError("Give --onnx, --safetensors or both.");
        else if (result.GetValue(onnx) is null && result.GetValue(precision) is not null)
            result.AddError("Give --onnx with --precision: the weights in a safetensors file are 32-bit floats.");
        else if (result.GetValue(calibration) is not null && result.GetValue(precision) != "int8")
            result.AddError("Give --calibration with --precision int8 only: floats need none.");
    }

    private static void Export(Terminal terminal, CnnModel network, string? onnx, string? safetensors, PrecisionReport? report)
    {
        var name = network.Plan.Architecture.Name;
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
                Reduced = report,
            });
            return;
        }
        if (onnx is not null)
            terminal.Say($"Wrote {onnx}: {name}, images of {network.Plan.Input}, {network.ClassNames.Length:N0} classes.");
        if (report is not null)
            PrecisionExport.Show(terminal, report);
        if (safetensors is not null)
            terminal.Say($"Wrote {safetensors}: {network.Weights.Count:N0} tensors of {name}.");
    }
}
