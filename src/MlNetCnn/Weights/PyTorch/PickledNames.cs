using System.Collections.Frozen;

namespace MlNetCnn;

/// <summary>
/// What a pickle may ask for by name; anything else is refused. Nothing of Python's is loaded or run: each name stands for a few lines
/// here, which make a record of their arguments or ignore them.
/// </summary>
internal static class PickledNames
{
    private static readonly FrozenDictionary<string, object> Known = Build().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A function of arguments, a <see cref="PyTorchType"/> or a <see cref="PickledValue"/>.</summary>
    public static object Find(string module, string name) => Known.GetValueOrDefault($"{module}.{name}")
        ?? throw new PyTorchFormatException(
            $"asks for '{module}.{name}', but only tensors are read from a file, and nothing in it is run: where you trust it, {PyTorchFormatException.HowToSave}.");

    private static IEnumerable<KeyValuePair<string, object>> Build()
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

    private static KeyValuePair<string, object> Function(string name, Func<object?[], object?> function) => new(name, function);

    private static object? First(object?[] arguments) => arguments is [var first, ..] ? first : PickledValue.Any;

    private static object? Ignored(object?[] arguments) => PickledValue.Any;

    // Python 2 gives it its pairs, Python 3 sets them afterwards.
    private static PickledDictionary OrderedDictionary(object?[] arguments)
    {
        var dictionary = new PickledDictionary();
        foreach (var pair in arguments is [List<object?> pairs] ? pairs : [])
        {
            if (pair is object?[] or List<object?> && (pair as IList<object?>) is [var key, var value])
                dictionary.Set(key, value);
        }
        return dictionary;
    }
}
