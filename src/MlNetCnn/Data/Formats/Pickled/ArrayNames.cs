using System.Collections.Frozen;
using System.Text;

namespace MlNetCnn;

/// <summary>What a pickle of arrays may ask for: NumPy's arrays and types, bytes and dictionaries.</summary>
/// <param name="most">The most bytes that texts may be turned to.</param>
internal sealed class ArrayNames(long most) : PickleNames
{
    private static readonly FrozenSet<string> Arrays =
        FrozenSet.Create("numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct");

    private long _encoded;

    public override object Find(string module, string name) => $"{module}.{name}" switch
    {
        var array when Arrays.Contains(array) => Function(_ => new PickledArray()),
        "numpy.core.multiarray.scalar" or "numpy._core.multiarray.scalar" => Function(Scalar),
        "numpy.core.numeric._frombuffer" or "numpy._core.numeric._frombuffer" => Function(FromBuffer),
        "numpy.ndarray" => PickledValue.Any,
        "numpy.dtype" => Function(arguments => arguments is [string descr, ..] ? new PickledType(descr) : PickledValue.Any),
        "collections.OrderedDict" => Function(OrderedDictionary),
        "_codecs.encode" => Function(Encode),
        _ => throw new PickleFormatException($"asks for '{module}.{name}', but only arrays, numbers and texts are read from a pickle, and nothing in it is run: save the arrays by numpy.savez."),
    };

    public override string Text(PickleInput input, long length) => input.Text(length, Array.MaxLength);

    public override object? Bytes(PickleInput input, long length) => input.Bytes(length);

    // Python 2 has its arrays' bytes in texts.
    public override object? OldText(PickleInput input, long length) => length > byte.MaxValue ? input.Bytes(length) : input.OldText(length);

    public override bool Build(object? target, object? state)
    {
        (target as PickledArray)?.Set(state);
        (target as PickledType)?.Set(state);
        return target is PickledArray or PickledType || base.Build(target, state);
    }

    private static Func<object?[], object?> Function(Func<object?[], object?> function) => function;

    private static object? Scalar(object?[] arguments)
    {
        if (arguments is not [PickledType { Type: { } type }, var raw] || PickledArray.Raw(raw) is not { } bytes || bytes.Length != type.Size || type.IsText)
            return PickledValue.Any;
        Span<double> number = stackalloc double[1];
        type.Read(bytes.ToArray(), number);
        return type.IsWhole ? (long)number[0] : number[0];
    }

    private static PickledArray FromBuffer(object?[] arguments)
    {
        var array = new PickledArray();
        if (arguments is [var bytes, PickledType type, object?[] shape, string order, ..])
            array.Set(new object?[] { 1L, shape, type, order == "F", bytes });
        return array;
    }

    // How Python 3 writes bytes in protocol 2.
    private byte[]? Encode(object?[] arguments)
    {
        if (arguments is not [string text, ..])
            return null;
        _encoded += text.Length;
        return _encoded <= most ? Encoding.Latin1.GetBytes(text) : throw new PickleFormatException("has more bytes as texts than its length justifies: it is damaged.");
    }
}
