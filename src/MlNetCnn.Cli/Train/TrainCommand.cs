using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

internal sealed class TrainCommand
{
    private const string Unknown = "unknown";
    private const string On = "on";

    private readonly Argument<string?> _architecture = new("ARCHITECTURE")
    {
        Description = $"{ArchitectureSource.Help} Default: that of --pretrained or --continue, else by the data: {ImageNetResNet18.Name} for photos, lenet-relu for small grey images.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly DataOptions _data = new("bundled, ten drawn shapes that come along; with --continue, the data that model was trained on");
    private readonly Option<string?> _folder = Options.Optional<string>("--out", "DIR",
        "The folder to write model.zip, model.onnx and MODEL.md, the model card, into, replacing what is there. Default: runs/ARCHITECTURE-DATE-TIME.");
    private readonly Option<bool> _json = Options.Json();
    private readonly SettingOptions _settings = new();
    private readonly Option<string?> _weights = Options.Optional<string>("--weights", "FILE",
        "Start from these weights, a .safetensors file or PyTorch's .pth, instead of random ones; a head for other classes starts anew.");
    private readonly Option<string?> _model = Options.Optional<string>("--continue", "MODEL",
        "Train a model further that train wrote, model.onnx or model.zip: for more epochs or on new images, with the same classes.");
    private readonly Option<int?> _folds = Options.Optional<int?>("--folds", "K",
        $"Cross-validate first: split the training images into {RunRequest.FewestFolds} to {RunRequest.MostFolds} folds, evenly by class, and predict each fold by a model trained on the others. "
        + "The final model is trained on all of them. Writes out-of-fold.csv, and label-errors.csv with the labels that are probably wrong. Default: none.");
    private readonly Option<string?> _strangers = Options.Optional<string>("--strangers", "DATA",
        "Images of no class, a data set or a path: the threshold of --unknown, which is then on, is the one that tells the validation images from them best. Default: none.");
    private readonly Option<string?> _checkpoint = Options.Optional<string>("--checkpoint", "FILE",
        "Write the run down in this file, and go on from it where it is there: a run that was cut off ends as if it had not been.");
    private readonly Option<int?> _everyEpochs = Options.Optional<int?>("--checkpoint-epochs", "N",
        "Write it after every so many epochs, at least 1. Default: 1.");
    private readonly Option<double?> _everyMinutes = Options.Optional<double?>("--checkpoint-minutes", "X",
        "Write it within an epoch too, when so many minutes have passed, 0 or more. Default: never.");
    private readonly Option<bool> _find = new("--find-learning-rate")
    {
        Description = "Only look for a learning rate: print the loss at rates that rise from step to step and the rate to try; writes nothing.",
    };
    private readonly Option<string?> _board = Options.Optional<string>("--tensorboard", "DIR", "Write event files for TensorBoard there.");
    private readonly Option<string?> _cache = Options.Optional<string>("--cache-folder", "DIR",
        "Where pixels that exceed the memory budget are kept while training runs. Default: the system's folder for temporary files.");

    private readonly Option<bool> _noRun = new("--no-run") { Description = "Do not keep this as a run (mlnetcnn runs, and the dashboard)." };
    private readonly RunLabelOptions _labels = new();
    private readonly StoreOptions _store = new();

    public static Command Create(Interruption interruption)
    {
        var self = new TrainCommand();
        var command = new Command("train",
            "Train a network, measure it on the test images and write it as model.zip for ML.NET and as model.onnx; the run is kept too (mlnetcnn runs). "
            + "Ctrl-C ends training after the current batch and keeps the best weights so far; a second Ctrl-C cancels it.")
        {
            self._architecture,
        };
        GroupedHelp.Add(command, self.Groups());
        command.Validators.Add(self.Check);
        command.SetAction(result =>
        {
            using var listening = interruption.Listen();
            return self.Run(result, interruption).Execute();
        });
        return command;
    }

    private IEnumerable<(string, IReadOnlyList<Option>)> Groups() =>
    [
        ("Images", _data.All),
        ("Results", [_folder, _json]),
        ("Basics", [.. _settings.Of(TrainingSettingGroup.Basics), _find]),
        ("Optimization", [.. _settings.Of(TrainingSettingGroup.Optimization)]),
        ("Loss", [.. _settings.Of(TrainingSettingGroup.Loss)]),
        ("Augmentation, at random and of training images only", [.. _settings.Of(TrainingSettingGroup.Augmentation)]),
        ("Validation", [_folds, .. _settings.Of(TrainingSettingGroup.Validation), _strangers]),
        ("Training further", [_weights, _model, .. _settings.Of(TrainingSettingGroup.FineTuning)]),
        ("Interrupted runs", [_checkpoint, _everyEpochs, _everyMinutes]),
        ("Pixels", [.. _settings.Of(TrainingSettingGroup.Data), _cache]),
        ("Hardware", [.. _settings.Of(TrainingSettingGroup.Hardware)]),
        ("The run that is kept", [_noRun, .. _labels.All, .. _store.All]),
        ("Watching", [_board, .. _settings.Of(TrainingSettingGroup.Reporting)]),
    ];

    private void Check(CommandResult result)
    {
        var pretrained = _settings.Given(result).FirstOrDefault(s => s.Key == DataDefaults.Pretrained).Value;
        var isPretrained = !PretrainedNetworks.IsNone(pretrained);
        if (new[] { result.GetValue(_weights) is not null, result.GetValue(_model) is not null, isPretrained }.Count(isGiven => isGiven) > 1)
            result.AddError("Give one of --pretrained, --weights and --continue.");
        if (result.GetValue(_architecture) is null && ((pretrained is not null && !isPretrained && result.GetValue(_model) is null) || result.GetValue(_weights) is not null))
            result.AddError("Name a network, such as lenet-relu, or pretrained weights: --pretrained resnet18-imagenet.");
        // What is no number has an error of its own.
        if (result.GetResult(_folds) is { Tokens: [var given] } && int.TryParse(given.Value, out var folds) && folds is (< RunRequest.FewestFolds or > RunRequest.MostFolds))
            result.AddError($"--folds is {folds}, but must be from {RunRequest.FewestFolds} to {RunRequest.MostFolds}.");
        foreach (var (option, reason) in new (Option, string)[]
        {
            (_find, "--find-learning-rate trains no model to predict with"), (_checkpoint, "A cross-validation does not go on from a checkpoint"),
            (_model, "The model to continue has seen these images, so that it predicts them better than new ones"),
        })
        {
            if (result.GetResult(_folds) is not null && result.GetResult(option) is { Implicit: false })
                result.AddError($"{reason}: leave out {option.Name} or --folds.");
        }
        if (result.GetValue(_strangers) is { } strangers)
        {
            if (strangers == StrangerImages.Noise)
                result.AddError($"--strangers takes images: for random pixels give --{Unknown} noise.");
            else if (_settings.Given(result).FirstOrDefault(s => s.Key == Unknown).Value is { } unknown and not On)
                result.AddError($"--strangers chooses the threshold: leave out --{Unknown} {unknown}.");
        }
        foreach (var option in new Option[] { _everyEpochs, _everyMinutes })
        {
            if (result.GetResult(option) is not null && result.GetValue(_checkpoint) is null)
                result.AddError($"{option.Name} needs a file: give --checkpoint too.");
        }
        foreach (var option in _labels.All.Concat(_store.All).Where(o => result.GetValue(_noRun) && result.GetResult(o) is { Implicit: false }))
            result.AddError($"{option.Name} is of the run that is kept: leave out --no-run.");
        foreach (var option in new[] { _folder, _checkpoint, _board })
        {
            if (result.GetValue(_find) && result.GetValue(option) is not null)
                result.AddError($"--find-learning-rate writes nothing: leave out {option.Name}.");
        }
    }

    private TrainRun Run(ParseResult result, Interruption interruption) => Run(result, interruption, Terminal.Of(result, _json));

    private TrainRun Run(ParseResult result, Interruption interruption, Terminal terminal)
    {
        ScoringGraph? graph = null;
        var network = result.GetValue(_architecture) is { } name ? ArchitectureSource.Find(name).Architecture
            : result.GetValue(_model) is { } continued ? ContinuedModel.ModelOf(continued, graph = Cli.ModelFile.ReadNetwork(continued)).Plan.Architecture : null;
        var settings = _settings.Given(result.CommandResult).ToImmutableSortedDictionary(StringComparer.Ordinal);
        if (result.GetValue(_strangers) is not null)
            settings = settings.SetItem(Unknown, On);
        if (network is not null)
            TrainingSettings.Parse(settings).RecipeFor(network); // refuses what is out of range before images are read
        var pretrained = Pretrained();
        var data = result.GetValue(_model) is { } model ? _data.Read(result, graph ?? Cli.ModelFile.ReadNetwork(model), terminal) : _data.Read(result);
        data = pretrained?.ApplyTo(data) ?? data;
        var chosen = new TrainDefaults(network ?? pretrained?.RequireArchitecture(), data, settings);
        // A model goes on with images as it had them.
        if (result.GetValue(_model) is null)
        {
            chosen = chosen.FillIn(terminal, result.GetValue(_folds) is not null, interruption.Stop);
            settings = chosen.Settings;
        }
        return Run(result, interruption, terminal, chosen.Network ?? Pretrained()!.RequireArchitecture(), chosen);

        PretrainedChoice? Pretrained() => PretrainedChoice.Of(settings.GetValueOrDefault(DataDefaults.Pretrained), terminal, interruption.Stop);
    }

    private TrainRun Run(ParseResult result, Interruption interruption, Terminal terminal, Architecture network, TrainDefaults chosen) => new(terminal, interruption)
    {
        Architecture = network,
        Data = chosen.Data,
        Folder = result.GetValue(_folder),
        WeightFile = result.GetValue(_weights),
        ModelFile = result.GetValue(_model),
        FindsLearningRate = result.GetValue(_find),
        Folds = result.GetValue(_folds),
        Strangers = result.GetValue(_strangers) is { } strangers ? StrangerImages.Request(strangers, chosen.Data.Cache) : null,
        Keeping = result.GetValue(_noRun) || result.GetValue(_find) ? null : new TrainKeeping
        {
            Location = () => _store.Location(result),
            Label = request => _labels.ApplyTo(result, request),
            Note = _labels.NoteOf(result),
            Settings = chosen.Settings,
        },
        Options = TrainingSettings.Parse(chosen.Settings, new TrainingOptions
        {
            Checkpoint = result.GetValue(_checkpoint) is { } file
                ? new CheckpointOptions(file) { EveryEpochs = result.GetValue(_everyEpochs) ?? 1, EveryMinutes = result.GetValue(_everyMinutes) }
                : null,
            TensorBoardFolder = result.GetValue(_board),
            CacheFolder = result.GetValue(_cache),
            StopToken = interruption.Stop,
            CancellationToken = interruption.Abort,
        }),
    };
}
