using System.Collections.Frozen;

namespace MlNetCnn;

/// <summary>What the pickle of <c>torch.save</c> may ask for: descriptions of tensors, and what they do not depend on.</summary>
internal sealed class PyTorchNames : PickleNames
{
    private static readonly FrozenDictionary<string, object> Known = Create().ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Dictionary<string, PyTorchStorage> _storages = new(StringComparer.Ordinal);

    /// <summary>The storages that were described so far, by key.</summary>
    public IReadOnlyDictionary<string, PyTorchStorage> Storages => _storages;

    public override object Find(string module, string name) => Known.GetValueOrDefault($"{module}.{name}")
        ?? throw new PyTorchFormatException(
            $"asks for '{module}.{name}', but only tensors are read from a file, and nothing in it is run: where you trust it, {PyTorchFormatException.HowToSave}.");

    public override object Persistent(object? id)
    {
        var storage = PyTorchStorage.Of(id);
        if (_storages.TryAdd(storage.Key, storage) || _storages[storage.Key] == storage)
            return _storages[storage.Key];
        throw new PyTorchFormatException($"describes its storage '{storage.Key}' in two ways.");
    }

    private static IEnumerable<KeyValuePair<string, object>> Create()
    {
        foreach (var (name, type) in PyTorchType.OfStorages)
            yield return new($"torch.{name}", type);
        foreach (var name in new[]
        {
            "float32", "float", "float64", "double", "float16", "half", "bfloat16", "uint8", "int8", "int16", "short", "int32", "int", "int64", "long",
            "bool", "complex64", "cfloat", "complex128", "cdouble",
        })
            yield return new($"torch.{name}", PickledValue.Any);
        yield return Function("collections.OrderedDict", OrderedDictionary);
        yield return Function("torch._utils._rebuild_tensor", PyTorchTensor.Rebuild);
        yield return Function("torch._utils._rebuild_tensor_v2", PyTorchTensor.Rebuild);
        yield return Function("torch._utils._rebuild_parameter", First);
        yield return Function("torch._utils._rebuild_parameter_with_state", First);
        yield return Function("torch.Size", First);
        yield return Function("torch.device", Ignored);
        yield return Function("numpy.dtype", Ignored);
        yield return Function("numpy.core.multiarray.scalar", Ignored);
        yield return Function("numpy._core.multiarray.scalar", Ignored);
        yield return Function("argparse.Namespace", Ignored); // the options of a training script, in its checkpoints
        yield return Function("_codecs.encode", Ignored); // bytes, as NumPy's numbers have them in protocol 2
    }

    private static object? First(object?[] arguments) => arguments is [var first, ..] ? first : PickledValue.Any;
}
