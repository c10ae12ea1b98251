using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class ImportCommand
{
    public const string Description = "Read a network out of an ONNX file: writes its layers as NAME.json and its weights as NAME.safetensors, checked to give what the file gives.";

    public static Command Create()
    {
        var model = new Argument<string>("MODEL") { Description = "An ONNX file of a classifier or feature extractor of images, as PyTorch, Keras or CNTK export them." };
        var name = Options.Optional<string>("--name", "NAME", "Name the network and its files. Default: as MODEL.");
        var folder = Options.Optional<string>("--out", "FOLDER", "Write NAME.json and NAME.safetensors into this folder, unless they exist. Default: the current folder.");
        var input = Options.Optional<string>("--input", "CxHxW", "Set the input shape, channels first, like 3x224x224. Default: the file's; required if its size is open.");
        var channelsLast = new Option<bool>("--channels-last") { Description = "Read images as height×width×channels (NHWC), as TensorFlow exports them." };
        var output = Options.Optional<string>("--output", "TENSOR", "Use this tensor, with one value per class, as the output. Default: the file's only output.");
        var json = Options.Json();
        var command = new Command("import", Description)
        {
            model, name, folder, input, channelsLast, output, json,
        };
        command.SetAction(result =>
        {
            var path = result.GetRequiredValue(model);
            if (!File.Exists(path))
                throw new FileNotFoundException(Directory.Exists(path) ? $"'{path}' is a folder: name an .onnx file." : $"There is no file '{path}'.", path);
            var network = Read(path, new OnnxClassifierOptions
            {
                InputShape = result.GetValue(input) is { } shape ? UsageError.Read(() => TensorShape.Parse(shape)) : null,
                Layout = result.GetValue(channelsLast) ? ImageLayout.ChannelsLast : ImageLayout.ChannelsFirst,
                OutputName = result.GetValue(output),
            });
            var terminal = Terminal.Of(result, json);
            ImportedFiles.Write(network, result.GetValue(name), result.GetValue(folder) ?? "").Report(terminal, path);
            return 0;
        });
        return command;
    }

    private static OnnxNetwork Read(string path, OnnxClassifierOptions options)
    {
        try
        {
            return OnnxNetwork.Read(path, options, classNames: null);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException)
        {
            const string Options = $"{nameof(OnnxClassifierOptions)}.";
            throw new InvalidDataException(e.Message
                .Replace($"set {Options}{nameof(options.Layout)} to {ImageLayout.ChannelsLast}", "add --channels-last", StringComparison.Ordinal)
                .Replace($"leave {Options}{nameof(options.Layout)} at {ImageLayout.ChannelsFirst}", "leave --channels-last out", StringComparison.Ordinal)
                .Replace($"set {Options}{nameof(options.AddSoftmax)} to say what to make of them", "only networks that give logits or a softmax are imported", StringComparison.Ordinal)
                .Replace($"{Options}{nameof(options.InputShape)}", "--input", StringComparison.Ordinal)
                .Replace($"{Options}{nameof(options.OutputName)}", "--output", StringComparison.Ordinal), e);
        }
    }
}
