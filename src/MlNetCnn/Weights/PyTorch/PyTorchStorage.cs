namespace MlNetCnn;

/// <summary>Values one behind the other, of which tensors are views.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Count">How many values the file says it has.</param>
internal sealed record PyTorchStorage(string Key, PyTorchType Type, long Count)
{
    /// <summary>Reads what a pickle says about a storage: <c>('storage', type, key, location, count)</c>, in the legacy format with a view.</summary>
    public static PyTorchStorage Of(object? id) => id switch
    {
        object?[] and ["storage", PyTorchType type, string key, _, long count, .. [] or [null]] when count >= 0 && count <= long.MaxValue / type.Size
            => new(key, type, count),
        object?[] and ["storage", _, _, _, _, not null]
            => throw new PyTorchFormatException("has a storage that is a part of another one, as early versions of PyTorch wrote it: load it there and save it again."),
        _ => throw new PyTorchFormatException("is damaged: it describes a storage in another way than PyTorch does."),
    };

    /// <summary>Its bytes in the file.</summary>
    public long Bytes => Count * Type.Size;
}
