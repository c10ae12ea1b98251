using System.Text.Json.Serialization;

namespace MlNetCnn;

/// <summary>What is noted about one of the user's own data sets.</summary>
/// <param name="Description">What it shows.</param>
/// <param name="License">Its terms.</param>
/// <param name="Source">Where it was imported from.</param>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Shape">The shape of the images, or null where they differ.</param>
/// <param name="TrainImages">Images to train on.</param>
/// <param name="TestImages">Images to test on.</param>
/// <param name="Path">The data: relative to the folder of this note, or absolute for a link.</param>
internal sealed record OwnDataSet(
    string Description,
    [property: JsonPropertyName("licence")] string License, // spelled as in the notes that exist
    string Source,
    IReadOnlyList<string> Classes,
    TensorShape? Shape,
    int TrainImages,
    int TestImages,
    string Path)
{
    /// <summary>Images to validate on.</summary>
    public int ValidationImages { get; init; }

    /// <summary>Null in notes of earlier versions.</summary>
    public ImageFacts? Facts { get; init; }

    [JsonIgnore]
    public bool IsLink => System.IO.Path.IsPathFullyQualified(Path);

    /// <summary>Whether everything is there and leads nowhere else, since people edit such files.</summary>
    [JsonIgnore]
    public bool IsComplete => Description is not null && License is not null && Source is not null && Classes is not null && Path is { Length: > 0 }
        && (IsLink || System.IO.Path.GetFileName(Path) == Path && Path is not (".." or "."));

    public DataSetEntry ToEntry(string name) => new(name, Description, License, Source, [.. Classes], Shape, TrainImages, TestImages) { ValidationImages = ValidationImages, Facts = Facts };

    /// <summary>Reads data through and notes what they are.</summary>
    /// <exception cref="InvalidDataException">They are broken.</exception>
    /// <exception cref="IOException">There is nothing at that path.</exception>
    public static (OwnDataSet Noted, ImageData Data) Describe(
        string path, DataSetImport options, string decoded, IProgress<ImageLoadingProgress>? progress, CancellationToken cancellationToken)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var data = ImageData.Open(full, InspectionOptions.Loading(options.Loading, decoded), progress, cancellationToken);
        return (new(
            options.Description ?? $"Imported from {full}.", options.License ?? "yours", options.Source ?? full, data.ClassNames, ShapeOf(data), data.Train.Count,
            data.Test?.Count ?? 0, options.Link ? full : System.IO.Path.GetFileName(full) is { Length: > 0 } name ? name : "data")
        {
            ValidationImages = data.Validation?.Count ?? 0,
            Facts = ImageFacts.Of(data),
        }, data);
    }

    // Images that differ in size have no shape yet.
    private static TensorShape? ShapeOf(ImageData data) =>
        data.Train.Origins.All(origin => (origin.Height, origin.Width) == (data.Shape.Height, data.Shape.Width)) ? data.Shape : null;
}
