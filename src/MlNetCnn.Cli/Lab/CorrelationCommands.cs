using System.CommandLine;
using MlNetCnn.Textbook;

namespace MlNetCnn.Cli;

/// <summary>The cross-correlations of sections 7.2 to 7.4: single-channel, multiple inputs, multiple inputs and outputs, 1×1.</summary>
internal static class CorrelationCommands
{
    public static Command CreateSingle() => Create(
        "corr2d", "Cross-correlation of a matrix with a kernel (7.2, 7.3). Rows are apart by ';'.", "0 1 2;3 4 5;6 7 8", "0 1;2 3",
        (input, kernel, padding, stride) =>
        {
            var x = input is null ? NotebookCases.Input() : ArrayText.ParseMatrix(input);
            var k = kernel is null ? NotebookCases.Kernel() : ArrayText.ParseMatrix(kernel);
            return (x, k, CrossCorrelation.Apply(x, k, padding, stride));
        });

    public static Command CreateMultiIn() => Create(
        "multi-in", "Cross-correlation over several input channels, apart by '|' (7.4).", "0…8 and 1…9 as 3×3", "0 1;2 3|1 2;3 4",
        (input, kernel, padding, stride) =>
        {
            var x = input is null ? NotebookCases.ChannelsInput() : ArrayText.ParseChannels(input);
            var k = kernel is null ? NotebookCases.ChannelsKernel() : ArrayText.ParseChannels(kernel);
            return (x, k, CrossCorrelation.Apply(x, k, padding, stride));
        });

    public static Command CreateMultiInOut() => Create(
        "multi-in-out", "Cross-correlation to several output channels, their kernels apart by '/' (7.4).",
        "0…8 and 1…9 as 3×3", "K, K+1 and K+2 with K = 0 1;2 3|1 2;3 4",
        (input, kernel, padding, stride) =>
        {
            var x = input is null ? NotebookCases.ChannelsInput() : ArrayText.ParseChannels(input);
            var k = kernel is null ? NotebookCases.OutputChannelsKernel() : ArrayText.ParseKernels(kernel);
            return (x, k, CrossCorrelation.Apply(x, k, padding, stride));
        });

    public static Command CreatePointwise()
    {
        var (input, kernel) = (LabOptions.Input("three random channels of 3×3"), LabOptions.Kernel("random, 3 channels in and 2 out"));
        var seed = new Option<int>("--seed") { Description = "Decides the random numbers. Not given: 0." };
        var json = LabOptions.Json();
        var command = new Command(
            "conv1x1", "A 1×1 convolution by matrix product, compared with the general one (7.4). A kernel for 2 inputs and 2 outputs: '1|2/3|4'.")
        {
            input, kernel, seed, json,
        };
        command.SetAction(result =>
        {
            var x = result.GetValue(input) is { } given ? ArrayText.ParseChannels(given) : RandomChannels(result.GetValue(seed));
            var k = result.GetValue(kernel) is { } weights
                ? ArrayText.ParseKernels(weights)
                : new Convolution2D(new(1), result.GetValue(seed), inputChannels: 3, outputChannels: 2).Weight;
            var product = PointwiseConvolution.Apply(x, k);
            var general = CrossCorrelation.Apply(x, k);
            var difference = product.Cast<float>().Zip(general.Cast<float>(), (a, b) => Math.Abs((double)a - b)).Max();
            return new LabReport("conv1x1").With("input", x).With("kernel", k).With("output", product)
                .With("largestDifference", LabReport.ToJson(difference)).Write(result, result.GetValue(json));
        });
        return command;
    }

    private static Command Create(
        string name, string description, string inputExample, string kernelExample,
        Func<string?, string?, Size2d, Size2d, (Array X, Array K, Array Y)> correlate)
    {
        var (input, kernel) = (LabOptions.Input(inputExample), LabOptions.Kernel(kernelExample));
        var (padding, stride, json) = (LabOptions.Padding(), LabOptions.Stride("1x1"), LabOptions.Json());
        var command = new Command(name, description) { input, kernel, padding, stride, json };
        command.SetAction(result =>
        {
            var (p, s) = (result.GetSize(padding) ?? new Size2d(0), result.GetSize(stride) ?? new Size2d(1));
            var (x, k, y) = correlate(result.GetValue(input), result.GetValue(kernel), p, s);
            return new LabReport(name).With("input", x).With("kernel", k).With("padding", p).With("stride", s).With("output", y)
                .Write(result, result.GetValue(json));
        });
        return command;
    }

    private static float[,,] RandomChannels(int seed)
    {
        var random = new Random(seed);
        var x = new float[3, 3, 3];
        for (var at = 0; at < x.Length; at++)
            x[at / 9, at / 3 % 3, at % 3] = random.NextSingle();
        return x;
    }
}
