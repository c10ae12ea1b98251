using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>The tensors by name in what was saved: it is a dictionary of them itself, or a checkpoint that has one under a key.</summary>
/// <param name="Tensors">The tensors by name, in the order of the file.</param>
/// <param name="Key">The key of the checkpoint, or null.</param>
internal sealed record StateDict(IReadOnlyCollection<KeyValuePair<string, PyTorchTensor>> Tensors, string? Key)
{
    private const int Deepest = 2;

    // The weights themselves before their average, where a checkpoint has both.
    private static readonly ImmutableArray<string> Keys =
        ["state_dict", "model_state_dict", "model", "net", "network", "module", "weights", "params", "state_dict_ema", "model_ema", "ema_state_dict", "ema"];

    /// <summary>Finds them.</summary>
    public static StateDict Of(object? root) => Find(root as PickledDictionary, null, Deepest)
        ?? throw new PyTorchFormatException($"has no tensors by name: {PyTorchFormatException.HowToSave}.");

    private static StateDict? Find(PickledDictionary? dictionary, string? path, int depth)
    {
        if (dictionary is null)
            return null;
        var inner = dictionary.Items.Where(i => i.Value is PickledDictionary).ToArray();
        foreach (var key in depth == 0 ? [] : Keys)
        {
            var value = inner.LastOrDefault(i => i.Key == key).Value as PickledDictionary;
            if (Find(value, Joined(path, key), depth - 1) is { } found)
                return found;
        }
        if (TensorsIn(dictionary) is { Count: > 0 } tensors)
            return new(tensors, path);
        return depth == 0 ? null : Only(inner, path);
    }

    /// <summary>The one dictionary of tensors under a key that is not known.</summary>
    private static StateDict? Only(KeyValuePair<string, object?>[] inner, string? path)
    {
        var found = inner.DistinctBy(i => i.Value)
            .Select(i => new StateDict(TensorsIn((PickledDictionary)i.Value!), Joined(path, i.Key))).Where(s => s.Tensors.Count > 0).ToArray();
        if (found.Length > 1)
            throw new PyTorchFormatException(
                $"has tensors under {string.Join(", ", found.Take(5).Select(f => $"'{f.Key}'"))}: save one of them alone by torch.save.");
        return found.SingleOrDefault();
    }

    private static Dictionary<string, PyTorchTensor> TensorsIn(PickledDictionary dictionary)
    {
        var tensors = new Dictionary<string, PyTorchTensor>(StringComparer.Ordinal);
        foreach (var (name, value) in dictionary.Items)
        {
            if (value is PyTorchTensor tensor)
                tensors[name] = tensor;
        }
        return tensors;
    }

    private static string Joined(string? path, string key) => path is null ? key : $"{path}.{key}";
}
