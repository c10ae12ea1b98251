using System.CommandLine;
using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>Images of no class, for --strangers.</summary>
internal static class StrangerImages
{
    public const string Noise = "noise";
    private const int NoiseImages = 1000;

    public static Option<string?> Option() => Options.Optional<string>("--strangers", $"DATA|{Noise}",
        "Images of no class of the model's, a data set or a path, or random pixels: how well the probability of the likeliest class tells the measured images from them.");

    /// <summary>The probability of the likeliest class of each, in no certain order.</summary>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static float[] Confidences(MLContext ml, ModelFile model, string data, string? cache, Terminal terminal)
    {
        var shape = model.Network.Image;
        var images = data == Noise
            ? OfNoise(shape, model.Network.ClassNames).ToDataView(ml)
            : Load(Request(data, cache), shape, terminal).ToDataView(ml);
        return [.. model.Transformer.Transform(images).GetColumn<float[]>("Score").Select(scores => TensorPrimitives.Max<float>(scores))];
    }

    public static DataRequest Request(string data, string? cache) => new(data, new()) { Cache = cache };

    /// <summary>Loads the images in a network's shape.</summary>
    /// <exception cref="InvalidDataException">They are not there, cannot be read, or cannot be brought to that shape.</exception>
    public static ImageSplit Load(DataRequest request, TensorShape shape, Terminal terminal, CancellationToken cancellation = default)
    {
        try
        {
            return Strangers.Of((request with { Loading = Strangers.Loading(shape) }).Load(terminal, shape, cancellation), shape);
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
