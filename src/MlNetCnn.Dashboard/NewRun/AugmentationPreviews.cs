using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>Previews augmentation on real images with the code of training, in a child process that is kept for the next change.</summary>
internal sealed class AugmentationPreviews(RunHost host, TimeProvider time) : IDisposable
{
    /// <summary>Number of images, if the data have as many.</summary>
    public const int Images = 8;

    /// <summary>Number of variants of each image.</summary>
    public const int Variants = 3;

    private readonly RestingCache<(string Path, ImageLoading Images), ImageSet> _samples = new(time, TimeSpan.FromMinutes(5), most: 4);

    private readonly AnsweringProcess<AugmentationRequest, AugmentationAnswer> _process = new(host, RunChild.Augmentation, "augmentation", time) { Threads = 1 };

    /// <summary>The data must be on this machine; <paramref name="settings"/> include those from the recipe.</summary>
    /// <exception cref="IOException">The images cannot be read.</exception>
    /// <exception cref="InvalidDataException">They are damaged, or differ in size.</exception>
    /// <exception cref="InvalidOperationException">Augmentation failed; the message says why.</exception>
    public async Task<IReadOnlyList<AugmentationRow>> DrawAsync(string path, ImageLoading images, IReadOnlyDictionary<string, string> settings, CancellationToken cancellation)
    {
        var sample = await _samples.UseAsync((path, images), () => Open(path, images), set => set).WaitAsync(cancellation);
        var needed = settings.Where(s => TrainingSettings.Find(s.Key) is { Group: TrainingSettingGroup.Augmentation } or { Name: "normalization" or "seed" });
        var request = new AugmentationRequest(sample.Pixels.ToArray(), [.. sample.Shape.Dimensions], needed.ToDictionary(), Variants);
        var answer = await _process.AskAsync(request, cancellation: cancellation);
        var size = sample.Shape.Elements;
        return [.. Enumerable.Range(0, sample.Count).Select(i => new AugmentationRow(
            sample.ClassNames[sample.Labels[i]],
            Address(sample.Shape, sample.Image(i)),
            [.. answer.Variants.Select(variant => Address(sample.Shape, variant.AsSpan(i * size, size)))]))];
    }

    public void Dispose()
    {
        _samples.Dispose();
        _process.Dispose();
    }

    private static ImageSet Open(string path, ImageLoading images)
    {
        var all = ImageData.Open(path, images with { TestFraction = null }).Train;
        return ImageSample.Of(all, Math.Min(Images, all.Count));
    }

    private static string Address(TensorShape shape, ReadOnlySpan<byte> planes)
    {
        var (small, pixels) = SmallImage.Of(shape, planes);
        return DataAddress.OfPng(ImagePicture.ToPng(small, pixels));
    }
}
