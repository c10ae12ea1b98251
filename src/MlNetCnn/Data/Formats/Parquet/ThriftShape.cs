namespace MlNetCnn;

/// <summary>
/// The fields of a struct of Thrift's compact protocol, from number 1 on, a letter each: <c>t</c> flag, <c>y</c> byte, <c>h</c> i16, <c>i</c> i32,
/// <c>l</c> i64, <c>b</c> bytes, <c>s</c> struct; upper case for lists of them; <c>.</c> for a number that is not in use.
/// </summary>
/// <param name="kinds">The letters.</param>
/// <param name="structs">The shapes of the structs and of the structs in lists, in the order of the letters.</param>
internal sealed class ThriftShape(string kinds, params ThriftShape[] structs)
{
    public int Count => kinds.Length;

    /// <summary>The letter of a field, or <c>.</c> where it is not known.</summary>
    public char Kind(int field) => field >= 1 && field <= kinds.Length ? kinds[field - 1] : '.';

    /// <summary>The shape of a struct or a list of structs.</summary>
    public ThriftShape Struct(int field) => structs[kinds[..(field - 1)].Count(k => k is 's' or 'S')];
}
