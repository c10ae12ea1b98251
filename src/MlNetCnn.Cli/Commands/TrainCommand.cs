using System.CommandLine;
using MlNetCnn.Cli.Output;
using MlNetCnn.Training;

namespace MlNetCnn.Cli.Commands;

/// <summary>`mlnetcnn train`: trains a network, measures it and writes it as an ML.NET zip and as ONNX.</summary>
internal static class TrainCommand
{
    public static Command Create(Interruption interruption)
    {
        var architecture = new Argument<string>("ARCHITECTURE") { Description = ArchitectureSource.Help };
        var data = DataFolder.CreateOption();
        var epochs = Options.Optional<int?>("--epochs", "N", "Passes over the training images, at least 1. Default: the preset's.");
        var batchSize = Options.Optional<int?>("--batch-size", "N", "Images a step, at least 1. Default: the preset's.");
        var learningRate = Options.Optional<double?>("--learning-rate", "X", "The step size, above 0. Default: the preset's.");
        var optimizer = Options.Optional<string>("--optimizer", "sgd|adam|adamw", "How gradients change the weights. Default: the preset's.");
        optimizer.AcceptOnlyFromAmong("sgd", "adam", "adamw");
        var momentum = Options.Optional<double?>("--momentum", "X", "Momentum of sgd, from 0 to below 1. Default: the preset's.");
        var weightDecay = Options.Optional<double?>("--weight-decay", "X", "Weight decay, 0 or more. Default: the preset's.");
        var preset = new Option<string>("--preset")
        {
            Description = "The settings that are not given: default (chosen for the network) or book (plain sgd as in Dive into Deep Learning).",
            HelpName = "default|book",
            DefaultValueFactory = _ => TrainingRecipes.Default,
        };
        preset.AcceptOnlyFromAmong([.. TrainingRecipes.Names]);
        var validationFraction = new Option<double>("--validation-fraction")
        {
            Description = "The share of the training images kept back to choose the best epoch by, from 0 to below 1.",
            HelpName = "X",
            DefaultValueFactory = _ => 0,
        };
        var patience = Options.Optional<int?>("--patience", "N",
            "Stop after this many epochs without a lower validation loss, at least 1; needs --validation-fraction. Default: never.");
        var weights = Options.Optional<string>("--weights", "FILE.safetensors",
            "Start from these weights instead of random ones, by their PyTorch names; what belongs to another number of classes starts anew.");
        var freeze = new Option<string[]>("--freeze")
        {
            Description = "Do not train the layers at this path and below it, like conv1 or stage1; may be given several times.",
            HelpName = "PATH",
            DefaultValueFactory = _ => [],
            Arity = ArgumentArity.OneOrMore,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Decides the first weights, the order of the images and dropout.",
            HelpName = "N",
            DefaultValueFactory = _ => 0,
        };
        var device = new Option<string>("--device")
        {
            Description = "auto (an NVIDIA GPU where there is one), cpu, cuda or cuda:N.",
            HelpName = "DEVICE",
            DefaultValueFactory = _ => "auto",
        };
        var folder = Options.Optional<string>("--out", "DIR",
            "The folder to write model.zip and model.onnx into, replacing what is there. Default: runs/ARCHITECTURE-DATE-TIME.");
        var json = Options.Json();
        var command = new Command("train",
            "Train a network, measure it on the test images and write it as model.zip for ML.NET and as model.onnx. "
            + "Ctrl-C ends training after the current batch and keeps the best weights so far; a second Ctrl-C gives up.")
        {
            architecture, data, epochs, batchSize, learningRate, optimizer, momentum, weightDecay, preset, validationFraction, patience,
            weights, freeze, seed, device, folder, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(patience) is not null && result.GetValue(validationFraction) == 0)
                result.AddError("--patience needs validation images: give --validation-fraction too.");
        });
        command.SetAction(result => new TrainRun(Terminal.Of(result, json), interruption)
        {
            Architecture = ArchitectureSource.Find(result.GetRequiredValue(architecture)).Architecture,
            Data = result.GetValue(data),
            Folder = result.GetValue(folder),
            WeightFile = result.GetValue(weights),
            Options = new TrainingOptions
            {
                Epochs = result.GetValue(epochs),
                BatchSize = result.GetValue(batchSize),
                LearningRate = result.GetValue(learningRate),
                Optimizer = result.GetValue(optimizer) is { } name ? Enum.Parse<OptimizerKind>(name, ignoreCase: true) : null,
                Momentum = result.GetValue(momentum),
                WeightDecay = result.GetValue(weightDecay),
                Preset = result.GetRequiredValue(preset),
                ValidationFraction = result.GetValue(validationFraction),
                Patience = result.GetValue(patience),
                Freeze = result.GetRequiredValue(freeze),
                Seed = result.GetValue(seed),
                Device = result.GetRequiredValue(device),
                StopToken = interruption.Stop,
                CancellationToken = interruption.Abort,
            },
        }.Execute());
        return command;
    }
}
