namespace MlNetCnn;

/// <summary>A type of NumPy's in a pickle; its byte order comes after it.</summary>
internal sealed class PickledType(string descr)
{
    private string _order = "|";

    /// <summary>Null for a type that is not read, such as objects.</summary>
    public NumpyType? Type => NumpyType.Of(_order + descr);

    public void Set(object? state)
    {
        if (state is object?[] and [_, "<" or ">", ..] parts)
            _order = (string)parts[1]!;
    }
}
