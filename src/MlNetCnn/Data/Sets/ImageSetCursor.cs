using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>Walks the rows of an image set, in their order or in a given one.</summary>
internal sealed class ImageSetCursor(ImageSetView view, IEnumerable<DataViewSchema.Column> columnsNeeded, int[]? order) : DataViewRowCursor
{
    private readonly IImageRows _images = view.Images;
    private readonly HashSet<int> _active = [.. columnsNeeded.Select(column => column.Index)];
    private long _position = -1;
    private bool _ended;

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => view.Schema;

    private int Row => _position >= 0
        ? order is null ? (int)_position : order[_position]
        : throw new InvalidOperationException("The cursor is not on a row: call MoveNext first, and read only while it returns true.");

    public override bool MoveNext()
    {
        if (!_ended && _position + 1 < _images.Count)
            _position++;
        else
            (_position, _ended) = (-1, true); // no row after the last, as before the first
        return !_ended;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw new InvalidOperationException($"Column '{column.Name}' is not active in this cursor: ask for it when the cursor is made.");
        Delegate getter = column.Name switch
        {
            ImageSetView.Features => new ValueGetter<VBuffer<byte>>(GetFeatures),
            ImageSetView.Label => new ValueGetter<uint>(GetLabel),
            _ => new ValueGetter<ReadOnlyMemory<char>>(GetPath),
        };
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"Column '{column.Name}' is of type {column.Type}, which cannot be read as {typeof(TValue)}.");
    }

    private void GetFeatures(ref VBuffer<byte> value)
    {
        var editor = VBufferEditor.Create(ref value, _images.Shape.Elements);
        _images.CopyImage(Row, editor.Values);
        value = editor.Commit();
    }

    // Key values are 1-based in memory: 0 is ML.NET's missing key.
    private void GetLabel(ref uint value) => value = (uint)_images.Labels[Row] + 1;

    private void GetPath(ref ReadOnlyMemory<char> value) => value = _images.Paths[Row].AsMemory();
}
