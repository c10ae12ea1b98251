using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>The images of a split and their labels.</summary>
/// <param name="Split">The split.</param>
/// <param name="Images">The images.</param>
/// <param name="Labels">Their labels; null where they are of one class.</param>
/// <param name="Class">That class.</param>
internal sealed record ArraySplit(SplitKind Split, NumpyArray Images, NumpyArray? Labels, string? Class = null)
{
    private const int FewestPixels = 16;

    /// <summary>Finds them by their names, as Keras, MedMNIST and others give them, and where names say nothing by their shapes.</summary>
    /// <param name="path">The data set, as errors name it.</param>
    /// <param name="arrays">All there are.</param>
    /// <param name="unlabeled">Images for validation or testing that have no labels.</param>
    /// <param name="classNames">The array of class names, where there is one.</param>
    /// <exception cref="InvalidDataException">There are no images with labels, or several that could be those of a split.</exception>
    public static ImmutableArray<ArraySplit> Of(string path, IReadOnlyList<NumpyArray> arrays, out ImmutableArray<NumpyArray> unlabeled, out NumpyArray? classNames)
    {
        (unlabeled, classNames) = ([], null);
        if (AreClasses(arrays))
            return [.. arrays.Zip(ClassesOf(arrays), (array, name) => new ArraySplit(SplitKind.Train, array, null, name))];
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
                unlabeled = unlabeled.Add(own.Array); // nothing to measure on
            else
                splits.Add(new ArraySplit(group.Key, own.Array, Only(path, own.Array, labels, arrays)));
        }
        return [.. splits];
    }

    // An array of images a class, as the drawings of Quick, Draw! come.
    private static bool AreClasses(IReadOnlyList<NumpyArray> arrays) => arrays.Count > 1
        && arrays.All(array => array.Shape.Length > 1 && array.RowValues >= FewestPixels && !array.Type.IsText && array.RowShape.SequenceEqual(arrays[0].RowShape))
        && arrays.Select(array => ArrayRole.Of(array.Name)).All(role => role is { Split: null, IsImages: null });

    private static string[] ClassesOf(IReadOnlyList<NumpyArray> arrays)
    {
        string[] names = [.. arrays.Select(array => array.Name[(array.Name.LastIndexOf('/') + 1)..])];
        var same = Enumerable.Range(0, names.Min(name => name.Length)).TakeWhile(i => names.All(name => name[i] == names[0][i])).Count();
        var start = same == 0 ? 0 : names[0].LastIndexOfAny(['_', '-', ' ', '.'], same - 1) + 1; // full_numpy_bitmap_cat
        return [.. names.Select(name => name[start..])];
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
        return role.IsOther || array.Type.IsText || array.RowValues < FewestPixels ? null : role.IsImages ?? (array.Shape.Length > 2 || array.Type.IsByte ? true : null);
    }

    private static string Listed(IEnumerable<NumpyArray> arrays)
    {
        string[] first = [.. arrays.Select(array => $"'{array.Name}' ({array.ShapeText})").Take(9)];
        return first.Length == 0 ? "none at all" : first.Length < 9 ? string.Join(", ", first) : $"{string.Join(", ", first[..8])}, …";
    }
}
