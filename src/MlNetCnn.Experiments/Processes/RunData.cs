using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>The data set that a request names.</summary>
/// <param name="Train">The images to train on.</param>
/// <param name="Validation">The images to choose the best epoch by, or null where the data have none of their own.</param>
/// <param name="Test">The images to test on, or null where the data have none.</param>
internal sealed record RunData(ImageSplit Train, ImageSplit? Validation, ImageSplit? Test)
{
    /// <summary>The images that the trained model is measured on: those of the test, or else of validation.</summary>
    public ImageSplit? Measured => Test ?? Validation;

    /// <summary>Reads it, downloading first what is known by its name only.</summary>
    /// <exception cref="IOException">It is not there, or cannot be read or downloaded.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or not what was asked for.</exception>
    public static RunData Open(RunRequest request, CancellationToken cancellation) =>
        Open(request, PathOf(request.Data, cancellation), cancellation);

    /// <summary>Reads it from what a store of data sets has on this machine: nothing is downloaded.</summary>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or not what was asked for.</exception>
    public static RunData Open(RunRequest request, DataSetStore store, CancellationToken cancellation)
    {
        var path = !IsName(request.Data) ? request.Data : store.Find(request.Data)?.Path
            ?? throw new FileNotFoundException($"The data set '{request.Data}' is not on {Environment.MachineName}: get or import it here.", request.Data);
        return Open(request, path, cancellation);
    }

    private static RunData Open(RunRequest request, string path, CancellationToken cancellation)
    {
        var data = ImageData.Open(path, request.ToLoading(), cancellationToken: cancellation);
        return new(data.Train, data.Validation, data.Test);
    }

    /// <summary>The options with the data's own validation images.</summary>
    /// <exception cref="InvalidDataException">There are such images twice, or none where the options need some; the message says what to change.</exception>
    public TrainingOptions WithValidation(TrainingOptions options, MLContext ml, bool prunes = false)
    {
        if (Validation is not null && options.ValidationFraction > 0)
            throw new InvalidDataException("The data have validation images of their own: leave validation-fraction out.");
        if (Validation is not null)
            return options with { ValidationData = Validation.ToDataView(ml) };
        if (options.ValidationFraction == 0 && (options.Patience is not null || prunes))
            throw new InvalidDataException($"{(prunes ? "Halving" : "The setting patience")} needs validation images, but the data have none: set validation-fraction above 0.");
        return options;
    }

    /// <summary>A hash, of 40 hexadecimal digits, of the request, of all images, labels and class names, and of weights to start from.</summary>
    public string ContentHash(RunRequest request) =>
        Hex(Encoding.UTF8.GetBytes($"{request.ContentHash()} {HashOf(Train)} {(Test is null ? "" : HashOf(Test))}{(Validation is null ? "" : $" validation {HashOf(Validation)}")}{StartingPoint.HashOf(request)}"));

    /// <summary>A hash of images, labels and class names.</summary>
    public static string HashOf(ImageSplit images)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{images.Shape}\n{string.Join('\n', images.ClassNames)}\n"));
        var labels = new byte[images.Count * sizeof(int)];
        for (var i = 0; i < images.Count; i++)
            BinaryPrimitives.WriteInt32LittleEndian(labels.AsSpan(i * sizeof(int)), images.Labels[i]);
        hash.AppendData(labels);
        var image = new byte[images.Shape.Elements];
        for (var i = 0; i < images.Count; i++)
        {
            images.CopyImage(i, image);
            hash.AppendData(image);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..40];
    }

    private static string PathOf(string data, CancellationToken cancellation)
    {
        if (!IsName(data))
            return data;
        var store = new DataSetStore();
        return store.Find(data) is { } stored
            ? store.GetAsync(stored.Entry.Name, cancellationToken: cancellation).GetAwaiter().GetResult().Path!
            : throw new FileNotFoundException($"There is no data set '{data}' on {Environment.MachineName}: import it there, or give a path.", data);
    }

    // Paths are whole ones, so none is taken for a name.
    private static bool IsName(string data) => DataSetName.IsValid(data.ToLowerInvariant());

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..40];
}
