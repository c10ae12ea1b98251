using System.Text;

namespace MlNetCnn;

/// <summary>A Python dictionary: the values under names, in their order. What stands under anything else, as in an optimizer's state, is dropped.</summary>
internal sealed class PickledDictionary
{
    private readonly List<KeyValuePair<string, object?>> _items = [];

    public IReadOnlyList<KeyValuePair<string, object?>> Items => _items;

    public void Set(object? key, object? value)
    {
        if (key is string or byte[])
            _items.Add(new(key as string ?? Encoding.Latin1.GetString((byte[])key), value)); // a name that comes again: the reader takes the last one, as Python does
    }
}
