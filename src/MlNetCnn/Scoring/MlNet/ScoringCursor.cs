using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>
/// Reads a block of rows, keeps what of them was asked for, runs the network once for all of them and hands them out one by one.
/// </summary>
internal sealed class ScoringCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _source;
    private readonly ScoringColumns _columns;
    private readonly bool[] _active;
    private readonly CnnScorer _scorer;
    private readonly ColumnBuffer?[] _buffers;
    private readonly ValueGetter<DataViewRowId> _sourceId;
    private readonly PixelGetter _sourcePixels;
    private readonly DataViewRowId[] _ids;
    private readonly float[] _pixels; // [B, C, H, W]
    private readonly NetworkOutputs _outputs;
    private readonly int _batchSize;
    private int _rows;
    private int _row;
    private bool _sourceEnded;
    private long _position = -1;

    public ScoringCursor(DataViewRowCursor source, ScoringColumns columns, bool[] active, CnnScorer scorer)
    {
        (_source, _columns, _active, _scorer) = (source, columns, active, scorer);
        var image = scorer.InputShape.Elements;
        var largest = columns.Layers.Select(l => l.Shape.Elements).Append(columns.ClassNames.Length).Append(image).Max();
        _batchSize = Math.Min(scorer.Options.BatchSize, Math.Max(1, Array.MaxLength / largest));
        _buffers = [.. columns.Input.Select(c => active[c.Index] ? ColumnBuffer.Create(source, c, _batchSize) : null)];
        _sourceId = source.GetIdGetter();
        _ids = new DataViewRowId[_batchSize];
        _pixels = new float[_batchSize * image];
        _outputs = new NetworkOutputs(columns, active, _batchSize);
        // Pixels that are handed on as well are not computed a second time.
        _sourcePixels = _buffers[columns.Feature.Index] is { } kept
            ? PixelGetters.From(kept.CreateGetter(() => _rows), source, columns.Feature, scorer.InputShape, columns.Resize)
            : PixelGetters.From(source, columns.Feature, scorer.InputShape, columns.Resize);
    }

    public override DataViewSchema Schema => _columns.Output;

    public override long Position => _position;

    public override long Batch => 0;

    private int Row => _position >= 0 ? _row : throw new InvalidOperationException(
        "The cursor is on no row: call MoveNext, and read only while it returns true.");

    public override bool MoveNext()
    {
        if (++_row < _rows || ReadBlock())
        {
            _position++;
            return true;
        }
        _position = -1;
        return false;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[Row];

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[_columns.IndexOf(column)];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var index = _columns.ActiveIndex(_active, column);
        return ScoringColumns.Typed<TValue>(
            index < _buffers.Length
                ? _buffers[index]!.CreateGetter(() => Row)
                : _outputs.CreateGetter(index, () => Row),
            column);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _source.Dispose();
        base.Dispose(disposing);
    }

    private bool ReadBlock()
    {
        var image = _scorer.InputShape.Elements;
        for (_rows = 0, _row = 0; _rows < _batchSize && Advance(); _rows++)
        {
            foreach (var buffer in _buffers)
                buffer?.Read(_rows);
            _sourceId(ref _ids[_rows]);
            _sourcePixels(_pixels.AsSpan(_rows * image, image));
        }
        if (_rows > 0)
            _outputs.Run(_scorer, _pixels.AsSpan(0, _rows * image), _rows);
        return _rows > 0;
    }

    private bool Advance() => !_sourceEnded && !(_sourceEnded = !_source.MoveNext());
}
