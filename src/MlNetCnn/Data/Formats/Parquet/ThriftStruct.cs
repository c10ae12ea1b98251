namespace MlNetCnn;

/// <summary>The numbers and structs of a struct in Thrift's compact protocol.</summary>
internal sealed class ThriftStruct(ThriftShape shape)
{
    private readonly long?[] _numbers = new long?[shape.Count];
    private readonly List<ThriftStruct>?[] _structs = new List<ThriftStruct>?[shape.Count];

    /// <summary>A whole number, or null where it is not there.</summary>
    public long? Number(int field) => _numbers[field - 1];

    /// <summary>The structs of a field: one, or those of a list, or none.</summary>
    public IReadOnlyList<ThriftStruct> Structs(int field) => _structs[field - 1] ?? [];

    public void Set(int field, long number) => _numbers[field - 1] = number;

    public void Add(int field, ThriftStruct inner) => (_structs[field - 1] ??= []).Add(inner);
}
