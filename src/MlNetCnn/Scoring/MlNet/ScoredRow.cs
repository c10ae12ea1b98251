using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>A row with the network's columns, computed by a run of one image when first asked for at each position.</summary>
internal sealed class ScoredRow : DataViewRow
{
    private readonly DataViewRow _input;
    private readonly ScoringColumns _columns;
    private readonly bool[] _active;
    private readonly CnnScorer? _scorer;
    private readonly PixelGetter? _inputPixels;
    private readonly float[] _pixels; // [1, C, H, W]
    private readonly NetworkOutputs _outputs;
    private long _scored = -1;

    public ScoredRow(DataViewRow input, ScoringColumns columns, bool[] active, Func<CnnScorer> scorer)
    {
        (_input, _columns, _active) = (input, columns, active);
        if (columns.NeedNetwork(active))
        {
            _scorer = scorer();
            _inputPixels = PixelGetters.From(input, columns.Feature, _scorer.InputShape, columns.Resize);
        }
        _pixels = new float[_scorer?.InputShape.Elements ?? 0];
        _outputs = new NetworkOutputs(columns, active, rows: 1);
    }

    public override DataViewSchema Schema => _columns.Output;

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[_columns.IndexOf(column)];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var index = _columns.ActiveIndex(_active, column);
        return index < _columns.Input.Count
            ? _input.GetGetter<TValue>(_columns.Input[index])
            : ScoringColumns.Typed<TValue>(_outputs.CreateGetter(index, ScoredRowOfBlock), column);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _input.Dispose();
        base.Dispose(disposing);
    }

    // The outputs are a block of one row, filled when first asked for.
    private int ScoredRowOfBlock()
    {
        if (_scored != _input.Position)
        {
            _inputPixels!(_pixels);
            _outputs.Run(_scorer!, _pixels, rows: 1);
            _scored = _input.Position;
        }
        return 0;
    }
}
