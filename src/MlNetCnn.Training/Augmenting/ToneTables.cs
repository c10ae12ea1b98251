namespace MlNetCnn.Training;

/// <summary>What becomes of each value of each channel: operations on single pixels, put together so that pixels are looked up once.</summary>
internal sealed class ToneTables(int channels)
{
    private const int Values = 256;
    private static readonly double[] LumaWeights = [0.299, 0.587, 0.114];

    private readonly byte[] _table = new byte[channels * Values];
    private readonly int[] _counts = new int[channels * Values];
    private int _pixels;

    /// <summary>Whether pixels stay as they are.</summary>
    public bool IsIdentity { get; private set; }

    /// <summary>Begins with an image, one plane of bytes a channel.</summary>
    public void Start(ReadOnlySpan<byte> image)
    {
        IsIdentity = true;
        _pixels = image.Length / channels;
        Array.Clear(_counts);
        for (var c = 0; c < channels; c++)
        {
            var counts = _counts.AsSpan(c * Values, Values);
            foreach (var value in image.Slice(c * _pixels, _pixels))
                counts[value]++;
        }
        for (var i = 0; i < _table.Length; i++)
            _table[i] = (byte)i;
    }

    public void Apply(Span<byte> image)
    {
        for (var c = 0; c < channels; c++)
        {
            var table = _table.AsSpan(c * Values, Values);
            foreach (ref var value in image.Slice(c * _pixels, _pixels))
                value = table[value];
        }
    }

    public void Brightness(double factor) => Blend(factor, 0);

    public void Contrast(double factor) => Blend(factor, MeanLuma());

    public void Posterize(int bits)
    {
        var mask = (byte)(0xFF << (8 - bits));
        Change((_, value) => (byte)(value & mask));
    }

    public void Solarize(double threshold) => Change((_, value) => value >= threshold ? (byte)(255 - value) : value);

    /// <summary>Stretches each channel to all of the range.</summary>
    public void AutoContrast()
    {
        var now = Counts();
        var (least, largest) = (new int[channels], new int[channels]);
        for (var c = 0; c < channels; c++)
        {
            var counts = now.AsSpan(c * Values, Values);
            (least[c], largest[c]) = (counts.IndexOfAnyExcept(0), counts.LastIndexOfAnyExcept(0));
        }
        Change((c, value) => least[c] == largest[c] ? value : Rounded((value - least[c]) * 255.0 / (largest[c] - least[c])));
    }

    /// <summary>Spreads the values of each channel evenly over the range.</summary>
    public void Equalize()
    {
        var now = Counts();
        var tables = new byte[now.Length];
        for (var c = 0; c < channels; c++)
        {
            var counts = now.AsSpan(c * Values, Values);
            var step = (_pixels - counts[counts.LastIndexOfAnyExcept(0)]) / 255;
            var below = step / 2;
            for (var value = 0; value < Values; value++)
            {
                tables[(c * Values) + value] = step == 0 ? (byte)value : (byte)Math.Min(255, below / step);
                below += counts[value];
            }
        }
        Change((c, value) => tables[(c * Values) + value]);
    }

    private void Blend(double factor, double with) => Change((_, value) => Rounded((factor * value) + ((1 - factor) * with)));

    private void Change(Func<int, byte, byte> change)
    {
        IsIdentity = false;
        for (var i = 0; i < _table.Length; i++)
            _table[i] = change(i / Values, _table[i]);
    }

    /// <summary>How often each value comes in each channel, with the tables applied.</summary>
    private int[] Counts()
    {
        var counts = new int[_counts.Length];
        for (var i = 0; i < counts.Length; i++)
            counts[(i / Values * Values) + _table[i]] += _counts[i];
        return counts;
    }

    private double MeanLuma()
    {
        var mean = 0.0;
        for (var i = 0; i < _table.Length; i++)
            mean += (channels == 3 ? LumaWeights[i / Values] : 1.0 / channels) * _table[i] * _counts[i];
        return mean / _pixels;
    }

    private static byte Rounded(double value) => (byte)Math.Clamp(value + 0.5, 0, 255);
}
