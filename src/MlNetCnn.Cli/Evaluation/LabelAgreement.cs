using System.Collections.Immutable;

namespace MlNetCnn.Cli.Evaluation;

/// <summary>Brings the labels of data into the order of a model's classes.</summary>
internal static class LabelAgreement
{
    /// <summary>The same images, labelled as the model counts its classes.</summary>
    /// <param name="images">The data.</param>
    /// <param name="model">The model.</param>
    /// <param name="note">Told when the names differ and the classes are taken by their order.</param>
    /// <exception cref="InvalidDataException">The images are of another shape, or the classes of another number.</exception>
    public static ImageSplit Apply(ImageSplit images, ScoringGraph model, Action<string> note)
    {
        if (!images.Shape.Equals(model.Image))
        {
            throw new InvalidDataException(
                $"The model reads images of {model.Image}, but the data are {images.Shape}: evaluate it on images of the shape it was trained on.");
        }
        var names = model.ClassNames;
        // Without classes.txt the classes are counted up to the largest label that occurs: a small test set may lack the last ones.
        var unnamed = images.ClassNames.SequenceEqual(ImageSet.Numbered(images.ClassNames.Length));
        if (images.ClassNames.Length != names.Length && !(unnamed && images.ClassNames.Length < names.Length))
        {
            throw new InvalidDataException(
                $"The model knows {names.Length} classes ({Some(names)}), but the data have {images.ClassNames.Length} ({Some(images.ClassNames)}): "
                + "give the data the model was trained for.");
        }
        if (images.ClassNames.SequenceEqual(names))
            return images;
        if (!images.ClassNames.Order(StringComparer.Ordinal).SequenceEqual(names.Order(StringComparer.Ordinal)))
        {
            note($"The class names of model ({Some(names)}) and data ({Some(images.ClassNames)}) differ, so classes are taken by their order.");
            return images.WithLabels(images.Labels, names);
        }
        int[] order = [.. images.ClassNames.Select(name => names.IndexOf(name))];
        return images.WithLabels([.. images.Labels.Select(label => order[label])], names);
    }

    private static string Some(ImmutableArray<string> names) => string.Join(", ", names.Take(3)) + (names.Length > 3 ? ", …" : "");
}
