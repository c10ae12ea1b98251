namespace MlNetCnn;

/// <summary>
/// Reads a struct of Thrift's compact protocol without believing a length in it: no list has more elements than there are bytes left, and
/// no field that is known is of another type than it should be.
/// </summary>
/// <param name="bytes">Begins with the struct.</param>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private const int MostLevels = 32, MostVarintBytes = 10;
    private const byte True = 1, False = 2, Byte = 3, Int16 = 4, Int32 = 5, Int64 = 6, Double = 7, Binary = 8, List = 9, Set = 10, Map = 11, Struct = 12;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _levels;

    /// <summary>How many bytes were read.</summary>
    public int Position { get; private set; }

    /// <exception cref="EndOfStreamException">The bytes end within it.</exception>
    /// <exception cref="FormatException">It is no such struct.</exception>
    public ThriftStruct Read(ThriftShape shape)
    {
        var read = new ThriftStruct(shape);
        var field = 0;
        while (NextField(ref field) is not 0 and var type)
        {
            var kind = shape.Kind(field);
            if (kind == '.')
                Skip(type);
            else if (type != TypeOf(kind))
                throw new FormatException("a field is of another type than it should be");
            else if (kind is 's')
                read.Add(field, Nested(shape.Struct(field)));
            else if (type == List)
                ReadList(read, field, kind, shape);
            else if (kind is 'b')
                Take(Length(1));
            else if (kind is not 't')
                read.Set(field, kind is 'y' ? (sbyte)Take() : Number(kind));
        }
        return read;
    }

    private static byte TypeOf(char kind) => kind switch
    {
        't' => True,
        'y' => Byte,
        'h' => Int16,
        'i' => Int32,
        'l' => Int64,
        'b' => Binary,
        's' => Struct,
        _ => List,
    };

    // The type of the next field, flags as true; 0 at the end.
    private byte NextField(ref int field)
    {
        var head = Take();
        if (head == 0)
            return 0;
        field = head >> 4 is not 0 and var delta ? field + delta : (short)ZigZag(Varint());
        return (byte)(head & 0xF) switch
        {
            0 => throw new FormatException("a field has no type"),
            False => True,
            var type => type,
        };
    }

    private void ReadList(ThriftStruct read, int field, char kind, ThriftShape shape)
    {
        var (count, type) = ListHead();
        if (count > 0 && type != TypeOf(char.ToLowerInvariant(kind)))
            throw new FormatException("a list is of another type than it should be");
        for (var i = 0; i < count; i++)
        {
            if (kind is 'S')
                read.Add(field, Nested(shape.Struct(field)));
            else
                SkipElement(type);
        }
    }

    private ThriftStruct Nested(ThriftShape shape)
    {
        Enter();
        var read = Read(shape);
        _levels--;
        return read;
    }

    private void Enter()
    {
        if (++_levels > MostLevels)
            throw new FormatException($"structs are nested more than {MostLevels} deep");
    }

    private void Skip(byte type)
    {
        if (type is not True)
            SkipElement(type);
    }

    // In a list a flag has a byte of its own.
    private void SkipElement(byte type)
    {
        Enter();
        switch (type)
        {
            case True or False or Byte:
                Take();
                break;
            case Int16 or Int32 or Int64:
                Varint();
                break;
            case Double:
                Take(sizeof(double));
                break;
            case Binary:
                Take(Length(1));
                break;
            case List or Set:
                var (count, element) = ListHead();
                for (var i = 0; i < count; i++)
                    SkipElement(element);
                break;
            case Map:
                SkipMap();
                break;
            case Struct:
                var field = 0;
                while (NextField(ref field) is not 0 and var inner)
                    Skip(inner);
                break;
            default:
                throw new FormatException($"there is no type {type}");
        }
        _levels--;
    }

    private void SkipMap()
    {
        var count = Length(2);
        var types = count > 0 ? Take() : (byte)0;
        for (var i = 0; i < count; i++)
        {
            SkipElement((byte)(types >> 4));
            SkipElement((byte)(types & 0xF));
        }
    }

    private (int Count, byte Type) ListHead()
    {
        var head = Take();
        var count = head >> 4;
        if (count == 0xF)
            return (Length(1), (byte)(head & 0xF));
        return count <= _bytes.Length - Position ? (count, (byte)(head & 0xF)) : throw new EndOfStreamException();
    }

    /// <summary>A count of things that take at least so many bytes each, which are there.</summary>
    private int Length(int each)
    {
        var length = Varint();
        return length <= (ulong)((_bytes.Length - Position) / each) ? (int)length : throw new EndOfStreamException();
    }

    private long Number(char kind)
    {
        var number = ZigZag(Varint());
        return kind switch
        {
            'h' => (short)number == number,
            'i' => (int)number == number,
            _ => true,
        } ? number : throw new FormatException("a number is greater than its type");
    }

    private static long ZigZag(ulong number) => (long)(number >> 1) ^ -(long)(number & 1);

    private ulong Varint()
    {
        var number = 0ul;
        for (var i = 0; i < MostVarintBytes; i++)
        {
            var next = Take();
            number |= (ulong)(next & 0x7F) << 7 * i;
            if (next < 0x80)
                return number;
        }
        throw new FormatException($"a number has more than {MostVarintBytes} bytes");
    }

    private byte Take()
    {
        Take(1);
        return _bytes[Position - 1];
    }

    private void Take(int count) => Position = count <= _bytes.Length - Position ? Position + count : throw new EndOfStreamException();
}
