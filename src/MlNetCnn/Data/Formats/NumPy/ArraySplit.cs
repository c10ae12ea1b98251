using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>The images and labels of a split.</summary>
internal sealed record ArraySplit(SplitKind Split, NumpyArray Images, NumpyArray Labels)
{
    /// <summary>Finds them by their names, as Keras, MedMNIST and others give them, and where names say nothing by their shapes.</summary>
    /// <param name="path">The data set, as errors name it.</param>
    /// <param name="arrays">All there are.</param>
    /// <param name="classNames">The array of class names, where there is one.</param>
    /// <exception cref="InvalidDataException">There are no images with labels, or several that could be those of a split.</exception>
    public static ImmutableArray<ArraySplit> Of(string path, IReadOnlyList<NumpyArray> arrays, out NumpyArray? classNames)
    {
        var roles = arrays.Select(array => (Array: array, Role: ArrayRole.Of(array.Name))).Where(a => !a.Array.Shape.IsEmpty && a.Array.Rows > 0)
            .Select(a => (a.Array, a.Role.Split, IsImages: IsImages(a.Array, a.Role))).ToArray();
        var images = roles.Where(a => a.IsImages == true).ToArray();
        classNames = arrays.FirstOrDefault(array => array.Type.IsText && array.Shape.Length == 1 && images.All(i => i.Array.Rows != array.Rows));
        if (images.Length == 0)
            throw new InvalidDataException($"'{path}' has no array of images, but {Listed(arrays)}. Images are N×H×W, N×H×W×C, N×C×H×W or N×pixels, as x_train or train_images.");
        var splits = new List<ArraySplit>();
        foreach (var group in images.GroupBy(i => i.Split ?? SplitKind.Train).OrderBy(g => g.Key))
        {
            var own = group.Count() == 1 ? group.First() : throw new InvalidDataException(
                $"'{path}' has several arrays that could be the {group.Key.ToString().ToLowerInvariant()} images, {Listed(group.Select(g => g.Array))}: name them x_train, y_train, x_test and y_test.");
            var labels = roles.Where(a => a.IsImages == false && a.Split == own.Split && a.Array.Rows == own.Array.Rows).Select(a => a.Array).ToArray();
            if (labels.Length == 0 && group.Key != SplitKind.Train)
                continue; // nothing to measure on
            splits.Add(new ArraySplit(group.Key, own.Array, Only(path, own.Array, labels, arrays)));
        }
        return [.. splits];
    }

    private static NumpyArray Only(string path, NumpyArray images, NumpyArray[] labels, IReadOnlyList<NumpyArray> arrays)
    {
        if (labels.Length > 1)
            labels = labels.Where(l => l.Name.Contains("fine", StringComparison.OrdinalIgnoreCase)).ToArray() is { Length: 1 } fine ? fine : labels;
        return labels.Length == 1 ? labels[0] : throw new InvalidDataException(labels.Length == 0
            ? $"'{path}' has no labels of the {images.Rows} images in '{images.Name}', but {Listed(arrays)}. Labels have as many rows, as y_train or train_labels."
            : $"'{path}' has several arrays that could be the labels of '{images.Name}', {Listed(labels)}: keep one of them, or name it y_train.");
    }

    // Null for what is neither.
    private static bool? IsImages(NumpyArray array, ArrayRole role)
    {
        if (role.IsImages == false || role is { IsOther: false, IsImages: null } && array.RowValues == 1)
            return false;
        return role.IsOther || array.Type.IsText || array.RowValues < 4 ? null : role.IsImages ?? (array.Shape.Length > 2 || array.Type.IsByte ? true : null);
    }

    private static string Listed(IEnumerable<NumpyArray> arrays)
    {
        string[] first = [.. arrays.Select(array => $"'{array.Name}' ({array.ShapeText})").Take(9)];
        return first.Length == 0 ? "none at all" : first.Length < 9 ? string.Join(", ", first) : $"{string.Join(", ", first[..8])}, …";
    }
}
