using System.Collections.Immutable;
using Microsoft.ML;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>Does what a request asks for: trains, tests, and writes everything into a folder.</summary>
internal sealed class RunExecution(RunFolder folder, RunRequest request)
{
    private bool _isUnwritable;

    /// <summary>Told what happens, on the training thread.</summary>
    public required Action<ChildMessage> Tell { get; init; }

    /// <summary>The device to take instead of the request's, or null.</summary>
    public string? Device { get; init; }

    /// <summary>The threads to take where the request leaves them open; 0 for libtorch's choice.</summary>
    public int Threads { get; init; }

    /// <summary>How often the run is written down within an epoch; 0 is after every batch.</summary>
    public double CheckpointMinutes { get; init; } = 0.25;

    /// <summary>The epoch after which it is written down and ends for now, or null.</summary>
    public int? PauseAfter { get; init; }

    /// <summary>The run from the first image to the last file.</summary>
    /// <returns>What it came to; null where it paused after <see cref="PauseAfter"/>, with a checkpoint to go on from.</returns>
    /// <exception cref="OperationCanceledException">It was given up; with a checkpoint to go on from, where the request allows one.</exception>
    public RunResult? Execute(CancellationToken cancellation)
    {
        var data = RunData.Open(request, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var asked = request.ToOptions();
        var ml = new MLContext(asked.Seed);
        var options = data.WithValidation(StartingPoint.Apply(request, asked), ml, prunes: PauseAfter is not null) with
        {
            DataReference = DataReference.Of(request),
            Device = Device ?? asked.Device,
            Threads = asked.Threads > 0 ? asked.Threads : Threads,
            CancellationToken = cancellation,
            Checkpoint = new CheckpointOptions(folder.Checkpoint) { EveryEpochs = null, EveryMinutes = CheckpointMinutes, WriteFailed = TellUnwritable },
        };
        MlNetCnn.Training.LibTorch.EnsureLoaded();
        // What is told is what is taken: asked again, another GPU might be the freest.
        options = options with { Device = $"{TrainingDevice.Parse(options.Device)}" };
        var train = data.Train.ToDataView(ml);
        var plan = request.Architecture.Plan(data.Train.Shape, data.Train.ClassNames.Length);
        ImmutableArray<EpochMetrics> done = File.Exists(folder.Checkpoint)
            ? [.. TrainingCheckpoint.Load(folder.Checkpoint).Epochs.Select(RunTrail.WithoutHistograms)]
            : [];
        using var trail = new RunTrail(folder, done, options.Device, Tell, TellUnwritable);
        TellStart(options, data, done);

        // Whoever was cut off on the way from the epoch's end to its pause need not train again.
        if (done.Length >= PauseAfter)
            return null;
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var memory = new MemoryUse();
        using var model = Fit();
        if (model is null)
            return null;
        memory.End();
        cancellation.ThrowIfCancellationRequested();

        AtomicFile.Write(folder.Zip, stream => ml.Model.Save(model, train.Schema, stream));
        model.SaveOnnx(folder.Onnx);
        return new ResultWriter(folder, plan, memory).Write(model, data, data.Measured is { } images ? model.Transform(images.ToDataView(ml)) : null, trail.Epochs, cancellation);

        CnnTransformer? Fit()
        {
            try
            {
                return ml.Cnn.Classifier(request.Architecture, options with
                {
                    Progress = new Reporter<EpochMetrics>(Add),
                    BatchProgress = new Reporter<BatchProgress>(trail.Add),
                    CancellationToken = pause.Token,
                }).Fit(train);
            }
            catch (OperationCanceledException) when (pause.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                return null;
            }
        }

        void Add(EpochMetrics epoch)
        {
            trail.Add(epoch);
            if (epoch.Epoch == PauseAfter)
                pause.Cancel();
        }
    }

    // Once: where one file finds no room, the others hardly do.
    private void TellUnwritable(Exception e)
    {
        if (!_isUnwritable)
            Tell(new ChildNote($"{FailureSentence.Of(e)} Training goes on without it."));
        _isUnwritable = true;
    }

    private void TellStart(TrainingOptions options, RunData data, ImmutableArray<EpochMetrics> done)
    {
        var threads = options.Threads > 0 ? options.Threads : TorchSharp.torch.get_num_threads();
        Tell(new ChildStarted(
            RunEnvironment.Here(options.Device, threads), data.ContentHash(request), options.RecipeFor(request.Architecture).Epochs, done));
    }
}
