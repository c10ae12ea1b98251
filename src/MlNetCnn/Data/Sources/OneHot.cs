namespace MlNetCnn;

/// <summary>Labels as rows of zeros with a single one, which stands at the place of the class.</summary>
internal static class OneHot
{
    /// <summary>The place of the one.</summary>
    /// <param name="row">The values.</param>
    /// <param name="place">Where the row is, as errors begin: <c>Row 3 of 'y.npy'</c>.</param>
    /// <exception cref="InvalidDataException">There is none, or several, or other values.</exception>
    public static int Class(ReadOnlySpan<double> row, string place)
    {
        if (row.ContainsAnyExcept(0, 1))
            throw new InvalidDataException($"{place} has several numbers as its label, and not one 1 among zeros: probabilities, coordinates and measures are not classes. Give one whole number or name an image.");
        var ones = row.Count(1);
        return ones == 1 ? row.IndexOf(1) : throw new InvalidDataException(ones == 0
            ? $"{place} has no class: each of its {row.Length} labels is 0. Remove the image, or give it a class of its own."
            : $"{place} has {ones} classes at once: these are multi-label data, but one class an image is read. Keep the rows with one class, or train on one of the labels.");
    }
}
