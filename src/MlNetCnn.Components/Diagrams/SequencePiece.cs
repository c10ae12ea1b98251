namespace MlNetCnn.Components;

/// <summary>Pieces one after another on one axis.</summary>
internal sealed class SequencePiece : Piece
{
    private const double Gap = 22, PlateGap = 2;

    private readonly IReadOnlyList<Piece> _pieces;
    private readonly double[] _starts;

    public SequencePiece(IReadOnlyList<Piece> pieces)
    {
        _pieces = pieces;
        _starts = new double[pieces.Count];
        double front = 0, back = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            _starts[i] = pieces[i].Room + (i == 0 ? 0 : pieces[i].IsPlate ? front + PlateGap : Math.Max(front, back) + Gap);
            front = _starts[i] + pieces[i].Width;
            back = Math.Max(back, front + pieces[i].Overhang);
        }
    }

    public override double Width => _pieces is [.., var last] ? _starts[^1] + last.Width : 0;

    public override double Overhang => _pieces.Count == 0 ? 0
        : Math.Max(0, _pieces.Select((piece, i) => _starts[i] + piece.Width + piece.Overhang).Max() - Width);

    public override double Up => _pieces.Select(p => p.Up).DefaultIfEmpty(0).Max();

    public override double Down => _pieces.Select(p => p.Down).DefaultIfEmpty(0).Max();

    public override void Place(Drawing drawing, double x, double y)
    {
        if (_starts is [.., > 0 and var last])
            drawing.Line("", $"M {x:0.#} {y:0.#} H {x + last:0.#}");
        for (var i = 0; i < _pieces.Count; i++)
            _pieces[i].Place(drawing, x + _starts[i], y);
    }
}
