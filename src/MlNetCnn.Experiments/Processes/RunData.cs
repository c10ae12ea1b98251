using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>The data set of a request; validation and test images are null where the data have none.</summary>
internal sealed record RunData(ImageSplit Train, ImageSplit? Validation, ImageSplit? Test)
{
    private static readonly ConditionalWeakTable<ImageSplit, string> Hashes = [];

    /// <summary>Images of no class, by which the threshold of what is known is chosen. Default: none.</summary>
    public ImageSplit? Strangers { get; init; }

    /// <summary>How image files came to the images' size; null where the data are no image files, or ML.NET alone would give others than training.</summary>
    public ResizeMode? FileResize { get; init; }

    /// <summary>
    /// Whether more than a tenth of the training images are files smaller than the network's images. Training enlarges them smoothly, ML.NET by the nearest pixel:
    /// the same model then gives other classes.
    /// </summary>
    public bool EnlargesFiles { get; init; }

    /// <summary>The images that the trained model is evaluated on.</summary>
    public ImageSplit? Measured => Test ?? Validation;

    /// <summary>Downloads a named data set first if necessary.</summary>
    /// <exception cref="IOException">It is not there, or cannot be read or downloaded.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or not what was asked for.</exception>
    public static RunData Open(RunRequest request, CancellationToken cancellation)
    {
        var data = Open(PathOf(request.Data, cancellation), request.ToLoading(), cancellation);
        return request.Strangers is not { } strangers ? data : data with
        {
            Strangers = Experiments.Strangers.Of(Open(PathOf(strangers, cancellation), Experiments.Strangers.Loading(data.Train.Shape), cancellation), data.Train.Shape),
        };
    }

    /// <summary>Opens local files only, without images of no class: nothing is downloaded.</summary>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or not what was asked for.</exception>
    public static RunData Open(RunRequest request, DataSetStore store, CancellationToken cancellation)
    {
        var path = !IsName(request.Data) ? request.Data : store.Find(request.Data)?.Path
            ?? throw new FileNotFoundException($"The data set '{request.Data}' is not on {Environment.MachineName}: get or import it here.", request.Data);
        return Open(path, request.ToLoading(), cancellation);
    }

    private static RunData Open(string path, ImageLoading loading, CancellationToken cancellation)
    {
        return Of(ImageData.Open(path, loading, cancellationToken: cancellation), loading);
    }

    /// <summary>The data set as it was read.</summary>
    public static RunData Of(ImageData data, ImageLoading loading)
    {
        var areFiles = data.Format is ImageDataFormat.Folder or ImageDataFormat.FileLists;
        var smaller = data.Train.Origins.Count(origin => origin.Height < data.Shape.Height || origin.Width < data.Shape.Width);
        var enlarges = areFiles && smaller * 10 > data.Train.Count;
        return new(data.Train, data.Validation, data.Test) { FileResize = areFiles && !enlarges ? loading.Resize : null, EnlargesFiles = enlarges };
    }

    /// <summary>Adds the data set's own validation images to the options.</summary>
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

    /// <summary>Hash (40 hexadecimal digits) of the request, all images, labels, class names and initial weights.</summary>
    public string ContentHash(RunRequest request) =>
        Hex(Encoding.UTF8.GetBytes($"{request.ContentHash()} {HashOf(Train)} {(Test is null ? "" : HashOf(Test))}{(Validation is null ? "" : $" validation {HashOf(Validation)}")}{(Strangers is null ? "" : $" strangers {HashOf(Strangers)}")}{StartingPoint.HashOf(request)}"));

    /// <summary>Hash (40 hexadecimal digits) of images, labels and class names; computed once.</summary>
    public static string HashOf(ImageSplit images) => Hashes.GetValue(images, Compute);

    private static string Compute(ImageSplit images)
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

    // Paths in requests are absolute, so none is mistaken for a name.
    private static bool IsName(string data) => DataSetName.IsValid(data.ToLowerInvariant());

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..40];
}
