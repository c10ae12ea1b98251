using System.Collections.Immutable;
using System.CommandLine;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

internal sealed partial class TrainCommand
{
    public const string Description =
        "Train a network on images, test it and write it as model.zip (ML.NET) and model.onnx. "
        + "Ctrl-C stops after the current batch and keeps the best weights; a second Ctrl-C cancels.";

    public static Command Create(Interruption interruption)
    {
        var self = new TrainCommand();
        var command = new Command("train", Description)
        {
            self._architecture,
        };
        GroupedHelp.Add(command, self.Common(), self.Groups());
        command.Check(self.Check);
        command.SetAction(result =>
        {
            using var listening = interruption.Listen();
            var run = self.Run(result, interruption);
            if (!result.GetValue(self._print))
                return run.Execute();
            result.InvocationConfiguration.Output.WriteLine(run.Request.ToJson());
            return 0;
        });
        return command;
    }

    private TrainRun Run(ParseResult result, Interruption interruption)
    {
        var terminal = Terminal.Of(result, _json, verbosity: _verbosity.Of(result));
        if (result.GetValue(_resume) is { } id)
        {
            var resumed = ResumedRun.Find(_store.Open(result), id);
            return Run(result, interruption, terminal, resumed.Request, resumed);
        }
        if (result.GetValue(_config) is { } file)
            return Run(result, interruption, terminal, RunRequestFile.Load(file), resumed: null);
        return Run(result, interruption, terminal);
    }

    /// <summary>A run that the switches describe, with what they leave open filled in by the data.</summary>
    private TrainRun Run(ParseResult result, Interruption interruption, Terminal terminal)
    {
        ScoringGraph? graph = null;
        var network = result.GetValue(_architecture) is { } name ? ArchitectureSource.Find(name).Architecture
            : result.GetValue(_model) is { } continued ? ContinuedModel.ModelOf(continued, graph = ModelFile.ReadNetwork(continued)).Plan.Architecture : null;
        var settings = Given(result, ImmutableSortedDictionary<string, string>.Empty);
        if (network is not null)
            TrainingSettings.Parse(settings).RecipeFor(network); // refuses what is out of range before images are read
        var pretrained = Pretrained();
        var data = result.GetValue(_model) is { } model ? _data.Read(result, graph ?? ModelFile.ReadNetwork(model), terminal) : _data.Read(result);
        data = pretrained?.ApplyTo(data) ?? data;
        var chosen = new TrainDefaults(network ?? pretrained?.RequireArchitecture(), data, settings);
        // A model goes on with images as it had them.
        if (result.GetValue(_model) is null)
        {
            chosen = chosen.FillIn(terminal, result.GetValue(_folds) is not null, interruption.Stop);
            settings = chosen.Settings;
        }
        network = chosen.Network ?? Pretrained()!.RequireArchitecture();
        return Run(result, interruption, terminal, Start(result, new() { Architecture = network, Data = chosen.Data.Data }), chosen.Data, settings, resumed: null);

        PretrainedChoice? Pretrained() => PretrainedChoice.Of(settings.GetValueOrDefault(DataDefaults.Pretrained), terminal, interruption.Stop);
    }

    /// <summary>A run that a request describes, where the switches do not say otherwise.</summary>
    private TrainRun Run(ParseResult result, Interruption interruption, Terminal terminal, RunRequest request, ResumedRun? resumed)
    {
        var settings = Given(result, request.Settings);
        PretrainedChoice.Of(settings.GetValueOrDefault(DataDefaults.Pretrained), terminal, interruption.Stop);
        if (result.GetValue(_architecture) is { } name)
            request = request with { Architecture = ArchitectureSource.Find(name).Architecture };
        return Run(result, interruption, terminal, Start(result, request), _data.Read(result, request), settings, resumed);
    }

    /// <summary>With the starting point of the switches: one of them leaves no room for another one of the request.</summary>
    private RunRequest Start(ParseResult result, RunRequest request)
    {
        var (weights, model) = (result.GetValue(_weights), result.GetValue(_model));
        var isGiven = weights is not null || model is not null
            || _settings.Given(result.CommandResult).Any(s => s.Key == DataDefaults.Pretrained && !PretrainedNetworks.IsNone(s.Value));
        return _labels.ApplyTo(result, request) with
        {
            InitialWeights = isGiven ? weights : request.InitialWeights,
            ContinueFrom = isGiven ? model : request.ContinueFrom,
            Folds = result.GetValue(_folds) ?? request.Folds,
        };
    }

    private ImmutableSortedDictionary<string, string> Given(ParseResult result, ImmutableSortedDictionary<string, string> settings)
    {
        var given = _settings.Given(result.CommandResult).ToImmutableSortedDictionary(StringComparer.Ordinal);
        // An augmentation preset begins anew.
        if (given.ContainsKey("augmentation"))
            settings = settings.RemoveRange(TrainingSettings.All.Where(s => s.Group == TrainingSettingGroup.Augmentation).Select(s => s.Name));
        if (result.GetValue(_weights) is not null || result.GetValue(_model) is not null)
            settings = settings.Remove(DataDefaults.Pretrained);
        return (result.GetValue(_strangers) is null ? settings : settings.SetItem(Unknown, On)).WithComparers(StringComparer.Ordinal).SetItems(given);
    }

    private TrainRun Run(ParseResult result, Interruption interruption, Terminal terminal, RunRequest request, DataRequest data,
        ImmutableSortedDictionary<string, string> settings, ResumedRun? resumed)
    {
        return new(terminal, interruption)
        {
            Start = request,
            Data = data,
            Settings = settings,
            Folder = result.GetValue(_folder),
            WritesSample = result.GetValue(_sample),
            FindsLearningRate = result.GetValue(_find),
            Strangers = (result.GetValue(_strangers) ?? request.Strangers) is { } strangers ? StrangerImages.Request(strangers, data.Cache) : null,
            Keeping = result.GetValue(_noRun) || result.GetValue(_find) ? null : new TrainKeeping
            {
                Location = () => _store.Location(result),
                Note = _labels.NoteOf(result),
                Resumed = resumed,
            },
            Options = TrainingSettings.Parse(settings, new TrainingOptions
            {
                Threads = resumed?.Threads ?? 0,
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
}
