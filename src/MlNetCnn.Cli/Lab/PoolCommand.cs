using System.CommandLine;
using MlNetCnn.Textbook;

namespace MlNetCnn.Cli;

/// <summary>Pooling of one or several channels (7.5).</summary>
internal static class PoolCommand
{
    public static Command Create()
    {
        var mode = new Option<string>("--mode") { Description = "max or avg. Not given: max.", DefaultValueFactory = _ => "max" };
        mode.AcceptOnlyFromAmong("max", "avg");
        var window = new Option<string?>("--window") { Description = "The window, height x width, like 2x3. Not given: 2x2." };
        var input = LabOptions.Input("0…15 as 4×4; channels are apart by '|'");
        var (padding, stride, json) = (LabOptions.Padding(), LabOptions.Stride("the window's size"), LabOptions.Json());
        var command = new Command("pool", "Maximum or average pooling (7.5).") { mode, window, stride, padding, input, json };
        command.SetAction(result =>
        {
            var text = result.GetValue(input);
            var w = result.GetSize(window) ?? new Size2d(2);
            var (p, s) = (result.GetSize(padding) ?? new Size2d(0), result.GetSize(stride) ?? w);
            var max = result.GetValue(mode) == "max";
            Array x, y;
            if (text is not null && text.Contains('|', StringComparison.Ordinal))
            {
                var channels = ArrayText.ParseChannels(text);
                (x, y) = (channels, max ? Pooling.Max(channels, w, p, s) : Pooling.Average(channels, w, p, s));
            }
            else
            {
                var matrix = text is null ? NotebookCases.PoolingInput() : ArrayText.ParseMatrix(text);
                (x, y) = (matrix, max ? Pooling.Max(matrix, w, p, s) : Pooling.Average(matrix, w, p, s));
            }
            return new LabReport("pool").With("mode", max ? "max" : "avg").With("input", x).With("window", w).With("padding", p)
                .With("stride", s).With("output", y).Write(result, result.GetValue(json));
        });
        return command;
    }
}
