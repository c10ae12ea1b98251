namespace MlNetCnn.Dashboard;

/// <summary>An image of the visitor, its picture as a URL, and what the network made of it.</summary>
public sealed record TriedImage(LookedImage Image, string Address, LayerReading Reading)
{
    /// <summary>Whether it shows none of the classes, by the model's threshold; false where it has none.</summary>
    public bool IsUnknown(CnnModel model) => model.KnownFrom is { } known && Reading.KnownScore < known;
}
