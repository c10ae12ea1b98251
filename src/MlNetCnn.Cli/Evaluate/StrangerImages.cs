using System.CommandLine;
using Microsoft.ML;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>Images of no class, for --strangers.</summary>
internal static class StrangerImages
{
    public const string Noise = "noise";
    private const int NoiseImages = 1000;

    public static Option<string?> Option() => Options.Optional<string>("--strangers", $"DATA|{Noise}",
        "Measure how well the model separates its images from these of no class, a data set, a path or noise (random pixels).");

    /// <summary>What of each is compared with the threshold of what is known, in no certain order.</summary>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static float[] Of(MLContext ml, ModelFile model, string data, string? cache, Terminal terminal)
    {
        var shape = model.Network.Image;
        var images = data == Noise
            ? OfNoise(shape, model.Network.ClassNames).ToDataView(ml)
            : Load(Request(data, cache), shape, terminal).ToDataView(ml);
        return KnownScores.Of(ml, model.Network, images);
    }

    public static DataRequest Request(string data, string? cache) => new(data, new()) { Cache = cache };

    /// <summary>Loads the images in a network's shape.</summary>
    /// <exception cref="InvalidDataException">They are not there, cannot be read, or cannot be brought to that shape.</exception>
    public static ImageSplit Load(DataRequest request, TensorShape shape, Terminal terminal, CancellationToken cancellation = default) => Read(
        request, () => Strangers.Of((request with { Loading = Strangers.Loading(shape) }).Load(terminal, shape, cancellation), shape));

    /// <inheritdoc cref="DataRequest.NameForRuns"/>
    /// <exception cref="InvalidDataException">There are no such data.</exception>
    public static string NameOf(DataRequest request) => Read(request, () => request.NameForRuns);

    private static T Read<T>(DataRequest request, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new InvalidDataException($"--strangers {request.Data}: {Failure.OneLine(e)}", e);
        }
    }

    private static ImageSet OfNoise(TensorShape shape, IEnumerable<string> classNames)
    {
        var pixels = new byte[NoiseImages * shape.Elements];
        new Random(0).NextBytes(pixels);
        return new ImageSet(shape, pixels, [.. new int[NoiseImages]], [.. classNames]);
    }
}
