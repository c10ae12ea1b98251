using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>Does what a request asks for: trains, tests, and writes everything into a folder.</summary>
internal sealed class RunExecution(RunFolder folder, RunRequest request)
{
    private const int StepsAnEpoch = 10;

    /// <summary>Told what happens, on the training thread.</summary>
    public required Action<ChildMessage> Tell { get; init; }

    /// <summary>The device to take instead of the request's, or null.</summary>
    public string? Device { get; init; }

    /// <summary>The threads to take where the request leaves them open; 0 for libtorch's choice.</summary>
    public int Threads { get; init; }

    /// <summary>How often the run is written down within an epoch; 0 is after every batch.</summary>
    public double CheckpointMinutes { get; init; } = 0.25;

    /// <summary>The run from the first image to the last file.</summary>
    /// <exception cref="OperationCanceledException">It was given up; with a checkpoint to go on from, where the request allows one.</exception>
    public RunResult Execute(CancellationToken cancellation)
    {
        var data = RunData.Open(request, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var asked = request.ToOptions();
        var options = asked with
        {
            Device = Device ?? asked.Device,
            Threads = asked.Threads > 0 ? asked.Threads : Threads,
            CancellationToken = cancellation,
            Checkpoint = new CheckpointOptions(folder.Checkpoint) { EveryEpochs = null, EveryMinutes = CheckpointMinutes },
        };
        MlNetCnn.Training.Native.LibTorch.EnsureLoaded();
        // What is told is what is taken: asked again, another GPU might be the freest.
        options = options with { Device = $"{TrainingDevice.Parse(options.Device)}" };
        var ml = new MLContext(options.Seed);
        var train = data.Train.ToDataView(ml);
        var plan = request.Architecture.Plan(data.Train.Shape, data.Train.ClassNames.Length);
        var metrics = new MetricsFile(folder.Metrics);
        ImmutableArray<EpochMetrics> done = File.Exists(folder.Checkpoint)
            ? [.. TrainingCheckpoint.Load(folder.Checkpoint).Epochs.Select(e => e with { WeightHistograms = [] })]
            : [];
        metrics.Write(done);
        TellStart(options, data, done);

        var before = MemoryInUse();
        var steps = new StepsFile(folder.Steps);
        var (lastEpoch, lastPart) = (0, 0);
        using var model = ml.Cnn.Classifier(request.Architecture, options with
        {
            Progress = new Listener<EpochMetrics>(epoch =>
            {
                epoch = epoch with { WeightHistograms = [] };
                metrics.Add(epoch);
                Tell(new ChildEpoch(epoch));
            }),
            BatchProgress = new Listener<BatchProgress>(batch =>
            {
                var part = (int)((long)batch.Images * StepsAnEpoch / batch.TotalImages);
                if ((batch.Epoch, part) == (lastEpoch, lastPart) || part == 0)
                    return;
                (lastEpoch, lastPart) = (batch.Epoch, part);
                var step = new StepMetrics(batch.Epoch, batch.Images, batch.TotalImages, batch.Loss, batch.Accuracy, batch.ImagesPerSecond);
                steps.Add(step);
                Tell(new ChildStep(step));
            }),
        }).Fit(train);
        var peak = PeakMemory();
        cancellation.ThrowIfCancellationRequested();

        AtomicFile.Write(folder.Zip, stream => ml.Model.Save(model, train.Schema, stream));
        model.SaveOnnx(folder.Onnx);
        var epochs = metrics.Read();
        var result = new RunResult
        {
            Test = data.Test is null ? null : Test(ml, model, data.Test, cancellation),
            Epochs = epochs.Count,
            TrainingSeconds = epochs.Sum(e => e.Seconds),
            ImagesPerSecond = epochs.Count / epochs.Sum(e => 1 / e.ImagesPerSecond),
            PeakMemoryBytes = peak,
            TrainingMemoryBytes = Math.Max(0, peak - before),
            Parameters = plan.Parameters,
            Macs = plan.Macs,
            WeightBytes = plan.Costs().WeightBytes,
            ModelBytes = new FileInfo(folder.Onnx).Length,
        };
        RunJson.Save(result, folder.Result);
        return result;
    }

    private void TellStart(TrainingOptions options, RunData data, ImmutableArray<EpochMetrics> done)
    {
        var threads = options.Threads > 0 ? options.Threads : TorchSharp.torch.get_num_threads();
        Tell(new ChildStarted(
            RunEnvironment.Here(options.Device, threads), data.ContentHash(request), options.RecipeFor(request.Architecture).Epochs, done));
    }

    private TestScore Test(MLContext ml, CnnTransformer model, ImageSplit images, CancellationToken cancellation)
    {
        var scored = model.Transform(images.ToDataView(ml));
        var predictions = new List<Prediction>(images.Count);
        using (var cursor = scored.GetRowCursor([scored.Schema["Score"]]))
        {
            var getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
            var score = default(VBuffer<float>);
            while (cursor.MoveNext())
            {
                cancellation.ThrowIfCancellationRequested();
                getter(ref score);
                var probabilities = score.GetValues();
                var (label, predicted) = (images.Labels[predictions.Count], Largest(probabilities));
                predictions.Add(new Prediction(label, predicted, probabilities[predicted], probabilities[label]));
            }
        }
        PredictionsFile.Write(folder.Predictions, predictions);
        return TestScore.Of(predictions, model.ClassNames, RunData.HashOf(images));
    }

    private static int Largest(ReadOnlySpan<float> values)
    {
        var largest = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[largest])
                largest = i;
        }
        return largest;
    }

    private static long MemoryInUse()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private sealed class Listener<T>(Action<T> told) : IProgress<T>
    {
        public void Report(T value) => told(value);
    }
}
