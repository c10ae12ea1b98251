using System.CommandLine;
using Microsoft.ML;

namespace MlNetCnn.Cli;

/// <summary>Images of no class, for --strangers.</summary>
internal static class StrangerImages
{
    private const string Noise = "noise";
    private const int NoiseImages = 1000;

    public static Option<string?> Option() => Options.Optional<string>("--strangers", $"DATA|{Noise}",
        "Images of no class of the model's, a data set or a path, or random pixels: how well the model tells the measured images from them.");

    /// <summary>What of each is compared with the threshold of what is known, in no certain order.</summary>
    /// <exception cref="InvalidDataException">They cannot be brought to the model's shape.</exception>
    public static float[] Of(MLContext ml, ModelFile model, string data, string? cache, Terminal terminal)
    {
        var shape = model.Network.Image;
        if (data == Noise)
            return KnownScores.Of(ml, model.Network, OfNoise(shape, model.Network.ClassNames).ToDataView(ml));
        var loading = new ImageLoading { Size = (shape.Height, shape.Width), Channels = shape.Channels };
        var read = new DataRequest(data, loading) { Cache = cache }.Load(terminal, shape);
        return read.Train.Shape.Equals(shape)
            ? [.. new[] { read.Train, read.Validation, read.Test }.OfType<ImageSplit>().SelectMany(split => KnownScores.Of(ml, model.Network, split.ToDataView(ml)))]
            : throw new InvalidDataException($"The images of --strangers are {read.Train.Shape}, but the model reads {shape}.");
    }

    private static ImageSet OfNoise(TensorShape shape, IEnumerable<string> classNames)
    {
        var pixels = new byte[NoiseImages * shape.Elements];
        new Random(0).NextBytes(pixels);
        return new ImageSet(shape, pixels, [.. new int[NoiseImages]], [.. classNames]);
    }
}
