namespace MlNetCnn.Experiments;

/// <summary>What is said of a network that is no better than one that always gives the same answer.</summary>
internal static class Guessing
{
    /// <summary>Null where it is better by more than chance, at 95 %.</summary>
    /// <param name="accuracy">The interval of its accuracy.</param>
    /// <param name="images">The images that it was measured on.</param>
    /// <param name="classes">How many of them each class has.</param>
    public static string? Sentence(ConfidenceInterval? accuracy, int images, IEnumerable<(string Name, int Images)> classes)
    {
        var (name, most) = classes.MaxBy(c => c.Images);
        return accuracy is { Lower: var lower } && lower <= (double)most / images
            ? $"By these {images:N0} images the network is no better than always answering '{name}': train longer, or change the learning rate or the network."
            : null;
    }
}
