namespace MlNetCnn;

/// <summary>
/// What a pickle may ask for by name; anything else is refused. Nothing of Python's is loaded or run: each name stands for a few lines
/// here, which make a record of their arguments or ignore them.
/// </summary>
internal abstract class PickleNames
{
    /// <summary>A function of arguments (<c>Func&lt;object?[], object?&gt;</c>) or a value.</summary>
    /// <exception cref="PickleFormatException">It is none of those that may be asked for.</exception>
    public abstract object Find(string module, string name);

    /// <summary>What stands outside of the pickle under an ID.</summary>
    public virtual object? Persistent(object? id) => throw new PickleFormatException("refers to something outside of its pickle, which is not read.");

    /// <summary>A text.</summary>
    public virtual string Text(PickleInput input, long length) => input.Text(length);

    /// <summary>Python's bytes. Default: passed over.</summary>
    public virtual object? Bytes(PickleInput input, long length)
    {
        input.Skip(length);
        return PickledValue.Any;
    }

    /// <summary>A text of Python 2, which is also what it calls bytes.</summary>
    public virtual object? OldText(PickleInput input, long length) => input.OldText(length);

    /// <summary>Sets an object's attributes. Default: ignored for dictionaries and values.</summary>
    /// <returns>Whether it is an object that has some.</returns>
    public virtual bool Build(object? target, object? state) => target is PickledDictionary or PickledValue;

    protected static KeyValuePair<string, object> Function(string name, Func<object?[], object?> function) => new(name, function);

    protected static object? Ignored(object?[] arguments) => PickledValue.Any;

    // Python 2 gives it its pairs, Python 3 sets them afterwards.
    protected static PickledDictionary OrderedDictionary(object?[] arguments)
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
