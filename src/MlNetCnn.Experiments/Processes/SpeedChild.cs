using System.Collections.Immutable;
using Microsoft.ML;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>Measures training speed on a few batches.</summary>
internal static class SpeedChild
{
    // Enough to measure a batch, and small enough to fit into memory where the whole set might not.
    private const int Batches = 4;

    // Decoding images for the first time is not worth waiting longer for.
    private static readonly TimeSpan ReadingPatience = TimeSpan.FromSeconds(4);

    public static SpeedAnswer Measure(SpeedRequest request)
    {
        var run = RunRequest.FromJson(request.Request);
        var asked = run.ToOptions();
        // Validation split and class weights do not affect speed.
        var options = asked with { Threads = request.Threads, ValidationFraction = 0, Patience = null, ClassWeights = null };
        var size = Math.Min(request.Images, Math.Max(2, options.RecipeFor(run.Architecture).BatchSize) * Batches);
        var images = Open(request.Path, run.ToLoading(), size);
        MlNetCnn.Training.LibTorch.EnsureLoaded();
        options = options with { Device = $"{TrainingDevice.Parse(options.Device)}" };
        var ml = new MLContext(options.Seed);
        var view = (images ?? Noise(request, size)).ToDataView(ml);
        var memory = new MemoryUse();
        var speed = ml.Cnn.Classifier(run.Architecture, options).MeasureSpeed(view, TimeSpan.FromSeconds(request.Seconds));
        memory.End();
        return new(
            speed.TrainImagesPerSecond, speed.EvaluationImagesPerSecond, speed.BatchSize, request.Threads, options.Device, memory.Growth, memory.Peak, images is null);
    }

    /// <summary>Images from all over the set; null where they cannot be read quickly.</summary>
    private static ImageSet? Open(string? path, ImageLoading loading, int count)
    {
        if (path is null)
            return null;
        using var patience = new CancellationTokenSource(ReadingPatience);
        try
        {
            var all = ImageData.Open(path, loading, cancellationToken: patience.Token).Train;
            return ImageSample.Of(all, Math.Min(count, all.Count));
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static ImageSet Noise(SpeedRequest request, int count)
    {
        var shape = new TensorShape(request.Shape[0], request.Shape[1], request.Shape[2]);
        var pixels = new byte[count * shape.Elements];
        new Random(0).NextBytes(pixels);
        ImmutableArray<string> classes = [.. Enumerable.Range(0, request.Classes).Select(i => $"{i}")];
        return new(shape, pixels, [.. Enumerable.Range(0, count).Select(i => i % request.Classes)], classes);
    }
}
