using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MlNetCnn.Experiments;

/// <summary>The data that a model was trained on, as <see cref="CnnModel.DataReference"/> keeps it.</summary>
/// <param name="Data">The data set, see <see cref="RunRequest.Data"/>.</param>
/// <param name="Images">How its images were read, see <see cref="RunRequest.Images"/>.</param>
internal sealed record DataReference(string Data, ImmutableSortedDictionary<string, string> Images)
{
    /// <summary>How files were resized.</summary>
    [JsonIgnore]
    public ResizeMode Resize => ImageSettings.Parse(Images).Resize;

    public static string Of(RunRequest request) => new DataReference(request.Data, request.Images).ToJson();

    /// <summary>How files are resized for a model: as for its training, where that is known.</summary>
    public static ResizeMode ResizeOf(ScoringGraph model) =>
        Read(model.DataReference)?.Resize ?? ResizeMode.Stretch;

    public string ToJson() => RunJson.ToLine(this);

    /// <summary>Null where the text is missing or in another format: other tools may write anything here.</summary>
    public static DataReference? Read(string? text)
    {
        try
        {
            var reference = text is null ? null : RunJson.FromOutput<DataReference>(text);
            if (reference is not null)
                ImageSettings.Parse(reference.Images);
            return reference;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
