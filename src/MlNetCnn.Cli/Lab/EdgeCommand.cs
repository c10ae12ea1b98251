using System.CommandLine;
using MlNetCnn.Textbook;

namespace MlNetCnn.Cli;

/// <summary>The edge detection example (7.2).</summary>
internal static class EdgeCommand
{
    public static Command Create()
    {
        var json = LabOptions.Json();
        var command = new Command("edge", "Find the vertical edges of a 6×8 image with the kernel [1, -1], and none in the transposed image (7.2).") { json };
        command.SetAction(result =>
        {
            var (x, k) = (EdgeDetection.Image(), EdgeDetection.Kernel());
            return new LabReport("edge").With("input", x).With("kernel", k).With("output", CrossCorrelation.Apply(x, k))
                .With("outputOfTransposed", CrossCorrelation.Apply(EdgeDetection.Transpose(x), k)).Write(result, result.GetValue(json));
        });
        return command;
    }
}
