namespace MlNetCnn;

/// <summary>In which order the values of flat rows of three channels stand, found once for a data set from its first rows and said.</summary>
internal sealed class ChannelOrder
{
    /// <summary>So many rows are looked at.</summary>
    public const int Rows = 20;

    private bool? _isLast;
    private TensorShape? _guessed;

    /// <summary>What was found, in a sentence; nothing where the options said it.</summary>
    public IEnumerable<string> Notes => _guessed is not { } shape ? [] : [
        $"Rows of {shape.Elements:N0} values are read as {(_isLast == true ? $"{shape.Height}x{shape.Width}x3, red, green and blue of each pixel together" : $"3x{shape.Height}x{shape.Width}, all red values first")}: "
        + $"set TableShape to {(_isLast == true ? $"3x{shape.Height}x{shape.Width}" : $"{shape.Height}x{shape.Width}x3")} for the other order."];

    /// <summary>Whether a pixel's values stand together: neighbors of images are alike in the right order.</summary>
    /// <param name="shape">3×H×W.</param>
    /// <param name="rows">The first rows.</param>
    public bool IsLast(TensorShape shape, IEnumerable<byte[]> rows)
    {
        _guessed = shape;
        if (_isLast is { } known)
            return known;
        var (first, last) = (0L, 0L);
        foreach (var row in rows.Take(Rows))
        {
            first += Roughness(row, 1) + Roughness(row, shape.Width);
            last += Roughness(row, 3) + Roughness(row, 3 * shape.Width);
        }
        return (_isLast = 5 * last < 4 * first).Value;
    }

    private static long Roughness(byte[] row, int step)
    {
        var sum = 0L;
        for (var i = step; i < row.Length; i++)
            sum += Math.Abs(row[i] - row[i - step]);
        return sum;
    }
}
