namespace MlNetCnn.Cli;

/// <summary>Images relabeled with a model's class numbers.</summary>
internal static class MatchedImages
{
    private const int MostPairs = 5;

    /// <summary><paramref name="note"/> is called where classes were not matched by equal names.</summary>
    /// <exception cref="InvalidDataException">The images are of another shape, or have classes that the model does not know.</exception>
    public static ImageSplit Of(ImageSplit images, ScoringGraph model, Action<string> note, out ClassMatch match)
    {
        if (!images.Shape.Equals(model.Image))
        {
            throw new InvalidDataException(
                $"The model reads images of {model.Image}, but the data are {images.Shape}: evaluate it on images of the shape it was trained on.");
        }
        var matched = images.MatchTo(model.ClassNames, out match);
        if (match.Matching == ClassMatching.NameIgnoringCase)
            note("The class names of model and data differ in upper and lower case; they were matched ignoring case.");
        else if (match.Matching == ClassMatching.Position)
            note("Either the model or the data have numbers instead of class names, so classes were matched by position: "
                + $"{string.Join(", ", Enumerable.Zip(images.ClassNames, match.Positions).Take(MostPairs).Select(p => $"'{p.First}' is '{model.ClassNames[p.Second]}'"))}"
                + $"{(images.ClassNames.Length > MostPairs ? ", …" : ".")}");
        return matched;
    }
}
