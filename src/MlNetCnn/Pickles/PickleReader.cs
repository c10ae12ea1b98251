using System.Runtime.InteropServices;

namespace MlNetCnn;

/// <summary>
/// Follows the instructions of pickles without Python: it makes numbers, texts, lists, dictionaries and what <see cref="PickleNames"/>
/// allows to be asked for. Nothing is nested in the reader itself, and what a pickle may take is bounded.
/// </summary>
/// <param name="stream">A buffered stream of pickles, one after another.</param>
/// <param name="length">How many bytes it has.</param>
/// <param name="names">What it may ask for.</param>
internal sealed class PickleReader(Stream stream, long length, PickleNames names)
{
    private const int MostSteps = 1 << 22; // a tensor takes about 40
    private const int MostValues = 1 << 20;

    private readonly PickleInput _input = new(stream, length);
    private readonly Dictionary<int, object?> _memo = [];
    private readonly List<object?> _stack = [];
    private readonly Stack<int> _marks = [];
    private int _steps;

    /// <summary>How many bytes were read.</summary>
    public long Position => _input.Position;

    /// <summary>
    /// Reads the next pickle: null, a bool, a long, a BigInteger, a double, a text, an array for a tuple, a List for a list or a set, or
    /// what the names made.
    /// </summary>
    public object? Read()
    {
        _memo.Clear();
        _stack.Clear();
        _marks.Clear();
        if ((PickleCode)_input.Byte() != PickleCode.Proto || _input.Byte() is < 2 or > 5)
            throw new PickleFormatException("has a pickle of a protocol other than 2 to 5: write it again with one of these.");
        for (var code = (PickleCode)_input.Byte(); code != PickleCode.Stop; code = (PickleCode)_input.Byte())
        {
            if (++_steps > MostSteps || _stack.Count > MostValues || _marks.Count > MostValues || _memo.Count > MostValues)
                throw new PickleFormatException("has a pickle of more instructions or values than any file of weights or images needs.");
            Follow(code);
        }
        return Pop();
    }

    private void Follow(PickleCode code)
    {
        switch (code)
        {
            case PickleCode.Frame:
                _input.Length8();
                break;
            case PickleCode.Mark:
                _marks.Push(_stack.Count);
                break;
            case PickleCode.Pop:
                Pop();
                break;
            case PickleCode.PopMark:
                PopToMark();
                break;
            case PickleCode.Reduce or PickleCode.NewObj or PickleCode.Build or PickleCode.BinPersId or PickleCode.Global or PickleCode.StackGlobal:
                FollowObject(code);
                break;
            case PickleCode.Append:
                var item = Pop();
                Top<List<object?>>().Add(item);
                break;
            case PickleCode.Appends or PickleCode.AddItems:
                var items = PopToMark();
                Top<List<object?>>().AddRange(items);
                break;
            case PickleCode.SetItem:
                var value = Pop();
                var key = Pop();
                Top<PickledDictionary>().Set(key, value);
                break;
            case PickleCode.SetItems:
                var pairs = PopToMark();
                SetAll(Top<PickledDictionary>(), pairs);
                break;
            case PickleCode.BinPut:
                _memo[_input.Byte()] = Top();
                break;
            case PickleCode.LongBinPut:
                _memo[_input.Int32()] = Top();
                break;
            case PickleCode.Memoize:
                _memo[_memo.Count] = Top();
                break;
            default:
                _stack.Add(Value(code));
                break;
        }
    }

    private object? Value(PickleCode code) => code switch
    {
        PickleCode.None => null,
        PickleCode.NewTrue => true,
        PickleCode.NewFalse => false,
        PickleCode.BinInt => (long)_input.Int32(),
        PickleCode.BinInt1 => (long)_input.Byte(),
        PickleCode.BinInt2 => (long)_input.UInt16(),
        PickleCode.Long1 => _input.Integer(_input.Byte()),
        PickleCode.Long4 => _input.Integer(_input.Length4()),
        PickleCode.BinFloat => _input.Double(),
        PickleCode.ShortBinUnicode => names.Text(_input, _input.Byte()),
        PickleCode.BinUnicode => names.Text(_input, _input.Length4()),
        PickleCode.BinUnicode8 => names.Text(_input, _input.Length8()),
        PickleCode.ShortBinString => names.OldText(_input, _input.Byte()),
        PickleCode.BinString => names.OldText(_input, _input.Length4()),
        PickleCode.ShortBinBytes => names.Bytes(_input, _input.Byte()),
        PickleCode.BinBytes => names.Bytes(_input, _input.Length4()),
        PickleCode.BinBytes8 or PickleCode.ByteArray8 => names.Bytes(_input, _input.Length8()),
        PickleCode.EmptyTuple => Array.Empty<object?>(),
        PickleCode.Tuple1 => PopLast(1),
        PickleCode.Tuple2 => PopLast(2),
        PickleCode.Tuple3 => PopLast(3),
        PickleCode.Tuple => PopToMark(),
        PickleCode.EmptyList or PickleCode.EmptySet => new List<object?>(),
        PickleCode.List or PickleCode.FrozenSet => new List<object?>(PopToMark()),
        PickleCode.EmptyDict => new PickledDictionary(),
        PickleCode.Dict => SetAll(new PickledDictionary(), PopToMark()),
        PickleCode.Dup => Top(),
        PickleCode.BinGet => Remembered(_input.Byte()),
        PickleCode.LongBinGet => Remembered(_input.Int32()),
        _ => throw new PickleFormatException($"is damaged: its pickle has an instruction 0x{(byte)code:X2}, which neither tensors nor arrays need."),
    };

    private void FollowObject(PickleCode code)
    {
        switch (code)
        {
            case PickleCode.Global:
                _stack.Add(names.Find(_input.Line(), _input.Line()));
                break;
            case PickleCode.StackGlobal:
                var (name, module) = (Pop() as string, Pop() as string);
                _stack.Add(name is null || module is null ? throw Wrong() : names.Find(module, name));
                break;
            case PickleCode.Reduce or PickleCode.NewObj:
                var arguments = Pop() as object?[] ?? throw Wrong();
                _stack.Add((Pop() as Func<object?[], object?> ?? throw Wrong())(arguments));
                break;
            case PickleCode.BinPersId:
                _stack.Add(names.Persistent(Pop()));
                break;
            default: // Build: attributes of the object
                var state = Pop();
                if (!names.Build(Top(), state))
                    throw Wrong();
                break;
        }
    }

    private object? Remembered(int index) => _memo.TryGetValue(index, out var value) ? value : throw Wrong();

    private object? Top() => _stack.Count > Floor ? _stack[^1] : throw Wrong();

    private T Top<T>() where T : class => Top() as T ?? throw Wrong();

    private object? Pop()
    {
        var top = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private object?[] PopToMark()
    {
        if (_marks.Count == 0)
            throw Wrong();
        return PopLast(_stack.Count - _marks.Pop());
    }

    private object?[] PopLast(int count)
    {
        var start = _stack.Count - count;
        if (start < Floor)
            throw Wrong();
        var last = CollectionsMarshal.AsSpan(_stack)[start..].ToArray();
        _stack.RemoveRange(start, count);
        return last;
    }

    private int Floor => _marks.TryPeek(out var mark) ? mark : 0;

    private static PickledDictionary SetAll(PickledDictionary dictionary, object?[] pairs)
    {
        if (pairs.Length % 2 != 0)
            throw Wrong();
        for (var i = 0; i < pairs.Length; i += 2)
            dictionary.Set(pairs[i], pairs[i + 1]);
        return dictionary;
    }

    private static PickleFormatException Wrong() => new("is damaged: its pickle has an instruction where it makes no sense.");
}
