using System.CommandLine;
using Microsoft.ML;
using MlNetCnn.Cli.Evaluation;
using MlNetCnn.Cli.Models;
using MlNetCnn.Cli.Output;

namespace MlNetCnn.Cli.Commands;

/// <summary>`mlnetcnn evaluate`: how a model does on labelled images.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var model = Options.Model();
        var data = new DataOptions();
        var json = Options.Json();
        var command = new Command(
            "evaluate", "Measure a model on the test images of a data set (on the training images, and saying so, where there are no others).")
        {
            model, json,
        };
        foreach (var option in data.All)
            command.Options.Add(option);
        command.SetAction(result =>
        {
            var terminal = Terminal.Of(result, json);
            var ml = new MLContext(seed: 0);
            using var file = ModelFile.Open(ml, result.GetRequiredValue(model));
            var (train, test) = data.Read(result).Load(terminal, file.Network.Image);
            if (test is null)
                terminal.Note("The data have no test images, so the training images were taken.");
            Write(terminal, TestResult.Of(ml, file.Transformer, LabelAgreement.Apply(test ?? train, file.Network, terminal.Note)));
            return 0;
        });
        return command;
    }

    private static void Write(Terminal terminal, TestResult result)
    {
        if (!terminal.IsJson)
        {
            TestReport.Write(terminal.Out, result);
            return;
        }
        terminal.WriteJson(new
        {
            Accuracy = result.Metrics.MicroAccuracy,
            result.Metrics.MacroAccuracy,
            result.Metrics.LogLoss,
            result.TopK,
            result.TopKAccuracy,
            result.Confusion,
            Classes = result.ClassNames,
            result.Images,
            result.ImagesPerSecond,
        });
    }
}
