namespace MlNetCnn;

/// <summary>A pickled batch of CIFAR's version for Python: a dictionary of images (N×3,072, planes of red, green and blue) and of labels.</summary>
/// <param name="Images">The images.</param>
/// <param name="Labels">The class of each, of CIFAR-100 the fine one.</param>
/// <param name="Classes">10 or 100.</param>
internal sealed record CifarPythonBatch(NumpyArray Images, string[] Labels, int Classes)
{
    /// <summary>Takes it out of what was pickled.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static CifarPythonBatch Of(object? root, string title, CancellationToken cancellationToken)
    {
        var arrays = PickledArrays.Of(root, "", title).ToDictionary(array => array.Name.TrimStart('/'), StringComparer.Ordinal);
        var fine = arrays.GetValueOrDefault("fine_labels");
        if (!arrays.TryGetValue("data", out var images) || (fine ?? arrays.GetValueOrDefault("labels")) is not { } labels
            || !images.Type.IsByte || images.RowValues != CifarRecords.Shape.Elements || images.Rows != labels.Rows)
            throw new InvalidDataException($"{title} is no batch of CIFAR's version for Python: that has data of N×{CifarRecords.Shape.Elements} bytes, and as many labels or fine_labels.");
        return new CifarPythonBatch(images, ArrayLabels.Read(labels, cancellationToken), fine is null ? 10 : 100);
    }

    /// <summary>The images as records of CIFAR's binary version.</summary>
    public IEnumerable<byte[]> Records(CancellationToken cancellationToken)
    {
        foreach (var (pixels, label) in Images.ReadRows(cancellationToken).Zip(Labels))
        {
            var number = byte.TryParse(label, out var known) ? known : byte.MaxValue; // which no class has
            yield return Classes == 10 ? [number, .. pixels] : [0, number, .. pixels];
        }
    }

    /// <summary>The class names in batches.meta or meta; empty where there are none.</summary>
    public static string[] Names(object? root) => root is PickledDictionary { Items: var items }
        && items.LastOrDefault(item => item.Key is "label_names" or "fine_label_names").Value is List<object?> list
            ? [.. list.Select(name => PickledArray.Raw(name) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes) : "")] : [];
}
