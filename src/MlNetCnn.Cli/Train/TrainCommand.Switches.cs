using System.CommandLine;
using System.CommandLine.Parsing;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

internal sealed partial class TrainCommand
{
    private const string Unknown = "unknown";
    private const string On = "on";

    private readonly Argument<string?> _architecture = ArchitectureSource.CreateArgument<string?>(ArgumentArity.ZeroOrOne,
        $" Default: that of --pretrained or --continue, else by the data: {ImageNetResNet18.Name} for photos, lenet-relu for small grayscale images.");
    private readonly DataOptions _data = new("bundled, 10 drawn shapes; with --continue, the data of that model");
    private readonly Option<string?> _folder = Options.Optional<string>("--out", "DIR",
        "Write model.zip, model.onnx and MODEL.md into this folder, replacing files. Default: runs/ARCHITECTURE-DATE-TIME.");
    private readonly Option<bool> _sample = new("--sample") { Description = "Write sample/ too, a program that uses model.zip with ML.NET alone." };
    private readonly Option<bool> _json = Options.Json();
    private readonly VerbosityOptions _verbosity = new();
    private readonly SettingOptions _settings = new();
    private readonly Option<string?> _weights = Options.Optional<string>("--weights", "FILE",
        "Start from the weights in this .safetensors or .pth file; a head for other classes starts anew.");
    private readonly Option<string?> _model = Options.Optional<string>("--continue", "MODEL",
        "Continue training this model.onnx or model.zip, for more epochs or on new images of the same classes.");
    private readonly Option<int?> _folds = Options.Optional<int?>("--folds", "K",
        $"Cross-validate with {RunRequest.FewestFolds} to {RunRequest.MostFolds} folds, stratified by class, then train on all of them; writes out-of-fold.csv, and label-errors.csv with labels that are probably wrong. Default: none.");
    private readonly Option<string?> _strangers = Options.Optional<string>("--strangers", "DATA",
        "Choose the threshold of --unknown, which is then on, by these images of no class, a data set or a path. Default: none.");
    private readonly Option<string?> _checkpoint = Options.Optional<string>("--checkpoint", "FILE",
        "Save checkpoints to this file, and resume from it if it exists.");
    private readonly Option<int?> _everyEpochs = Options.Optional<int?>("--checkpoint-epochs", "N",
        "Save a checkpoint after every N epochs, at least 1. Default: 1.");
    private readonly Option<double?> _everyMinutes = Options.Optional<double?>("--checkpoint-minutes", "X",
        "Save a checkpoint within an epoch too, every X minutes, 0 or more. Default: never.");
    private readonly Option<string?> _config = Options.Optional<string>("--config", "FILE.json",
        "Read the run from this file, as --print-config writes it; options override it.");
    private readonly Option<bool> _print = new("--print-config") { Description = "Print the run as a file for --config, and train nothing." };
    private readonly Option<string?> _resume = Options.Optional<string>("--resume", "RUN", "Resume a run of the store from its last checkpoint, here.");
    private readonly Option<bool> _find = new("--find-learning-rate")
    {
        Description = "Only run a learning rate range test: print the loss at rising rates and a suggestion; writes nothing.",
    };
    private readonly Option<string?> _board = Options.Optional<string>("--tensorboard", "DIR", "Write TensorBoard event files into this folder.");
    private readonly Option<string?> _cache = Options.Optional<string>("--cache-folder", "DIR",
        "Keep pixels beyond the memory budget in this folder while training. Default: the system's temporary folder.");

    private readonly Option<bool> _noRun = new("--no-run") { Description = "Do not keep this as a run (mlnetcnn runs, dashboard)." };
    private readonly RunLabelOptions _labels = new();
    private readonly StoreOptions _store = new();

    private IEnumerable<Option> Common() =>
    [
        .. _data.Common, _folder, _sample, _json, .. _verbosity.All, .. _settings.Common, _model, _config, _print, _resume, _noRun, .. _labels.Common, .. _store.Common,
    ];

    private IEnumerable<(string, IReadOnlyList<Option>)> Groups() =>
    [
        ("Images", _data.All),
        Group(TrainingSettingGroup.Basics, [], [_find]),
        Group(TrainingSettingGroup.Optimization),
        Group(TrainingSettingGroup.Loss),
        Group(TrainingSettingGroup.Augmentation),
        Group(TrainingSettingGroup.Validation, [_folds], [_strangers]),
        Group(TrainingSettingGroup.FineTuning, [_weights, _model]),
        ("Checkpoints", [_resume, _checkpoint, _everyEpochs, _everyMinutes]),
        Group(TrainingSettingGroup.Data, [], [_cache]),
        Group(TrainingSettingGroup.Hardware),
        ("Results", [_folder, _sample, _json, .. _verbosity.All]),
        ("Run", [_config, _print, _noRun, .. _labels.All, .. _store.All]),
        Group(TrainingSettingGroup.Reporting, [_board]),
    ];

    private (string, IReadOnlyList<Option>) Group(TrainingSettingGroup group, Option[]? before = null, Option[]? after = null) =>
        (SettingOptions.HeadingOf(group), [.. before ?? [], .. _settings.Of(group), .. after ?? []]);

    private void Check(CommandResult result)
    {
        _verbosity.Check(result);
        CheckStart(result);
        CheckFolds(result);
        foreach (var option in new Option[] { _everyEpochs, _everyMinutes })
        {
            if (result.GetResult(option) is not null && result.GetValue(_checkpoint) is null)
                result.AddError($"{option.Name} needs a file: give --checkpoint too.");
        }
        Refuse(result, _noRun, _labels.All.Concat(_store.All), option => $"{option.Name} is about the kept run: leave out --no-run.");
        Refuse(result, _print, [_folder, _sample, _checkpoint, _everyEpochs, _everyMinutes, _board, _labels.Note], option =>
            $"{option.Name} is not part of the run that --print-config prints: leave it out here and give it beside --config.");
        Refuse(result, _find, [_folder, _sample, _checkpoint, _board], option => $"--find-learning-rate writes nothing: leave out {option.Name}.");
        Option[] taken = [.. Groups().SelectMany(g => g.Item2).Except([_resume, _folder, _sample, _json, _board, _cache, .. _verbosity.All, .. _store.All])];
        Refuse(result, _resume, taken, option => $"--resume takes everything from the run: leave out {option.Name}.");
        if (result.GetValue(_resume) is not null && result.GetValue(_architecture) is not null)
            result.AddError("--resume takes the network from the run: leave out ARCHITECTURE.");
    }

    private static void Refuse(CommandResult result, Option where, IEnumerable<Option> others, Func<Option, string> sentence)
    {
        foreach (var option in others.Where(o => IsGiven(result, where) && IsGiven(result, o)))
            result.AddError(sentence(option));
    }

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private void CheckStart(CommandResult result)
    {
        var pretrained = _settings.Given(result).FirstOrDefault(s => s.Key == DataDefaults.Pretrained).Value;
        var isPretrained = !PretrainedNetworks.IsNone(pretrained);
        if (new[] { result.GetValue(_weights) is not null, result.GetValue(_model) is not null, isPretrained }.Count(isGiven => isGiven) > 1)
            result.AddError("Give one of --pretrained, --weights and --continue.");
        if (result.GetValue(_architecture) is null && result.GetValue(_config) is null
            && ((pretrained is not null && !isPretrained && result.GetValue(_model) is null) || result.GetValue(_weights) is not null))
            result.AddError("Name a network, such as lenet-relu, or pretrained weights: --pretrained resnet18-imagenet.");
    }

    private void CheckFolds(CommandResult result)
    {
        // What is no number has an error of its own.
        if (result.GetResult(_folds) is { Tokens: [var given] } && int.TryParse(given.Value, out var folds) && folds is (< RunRequest.FewestFolds or > RunRequest.MostFolds))
            result.AddError($"--folds is {folds}, but must be from {RunRequest.FewestFolds} to {RunRequest.MostFolds}.");
        foreach (var (option, reason) in new (Option, string)[]
        {
            (_find, "--find-learning-rate trains no model to predict with"), (_checkpoint, "A cross-validation does not resume from a checkpoint"),
            (_model, "The model to continue has seen these images, so that it predicts them better than new ones"),
        })
            Refuse(result, option, [_folds], _ => $"{reason}: leave out {option.Name} or --folds.");
        if (result.GetValue(_strangers) is not { } strangers)
            return;
        if (strangers == StrangerImages.Noise)
            result.AddError($"--strangers takes images: for random pixels give --{Unknown} noise.");
        else if (_settings.Given(result).FirstOrDefault(s => s.Key == Unknown).Value is { } unknown and not On)
            result.AddError($"--strangers chooses the threshold: leave out --{Unknown} {unknown}.");
    }
}
