namespace MlNetCnn.Training;

/// <summary>One image on its way through operations. Those that follow one another and are of one kind, moving pixels or changing values, cost one pass.</summary>
internal sealed class ImageCanvas(int channels, int height, int width)
{
    private readonly ToneTables _tones = new(channels);
    private byte[] _pixels = new byte[channels * height * width];
    private byte[] _spare = new byte[channels * height * width];
    private CropBox _box;
    private AffineMap _map;
    private bool _hasTones;

    public bool IsOf(int itsChannels, int itsHeight, int itsWidth) => (channels, height, width) == (itsChannels, itsHeight, itsWidth);

    public int Height => height;

    public int Width => width;

    /// <summary>One plane of bytes a channel, with all that was done.</summary>
    public Span<byte> Pixels
    {
        get
        {
            MovePixels();
            ChangeTones();
            return _pixels;
        }
    }

    /// <summary>Starts with an image to be written into the result.</summary>
    public Span<byte> Start()
    {
        (_box, _map, _hasTones) = (new(0, 0, height, width), AffineMap.Identity, false);
        return _pixels;
    }

    /// <summary>Resizes a part to the whole; before anything else.</summary>
    public void Crop(CropBox box) => _box = box;

    public void Move(AffineMap map)
    {
        ChangeTones();
        _map = _map.Then(map);
    }

    /// <summary>What single values become.</summary>
    public ToneTables Tones
    {
        get
        {
            MovePixels();
            if (!_hasTones)
                _tones.Start(_pixels);
            _hasTones = true;
            return _tones;
        }
    }

    /// <summary>See <see cref="ColorShift.Apply"/>; an image without three channels stays as it is.</summary>
    public void ShiftColors(double saturation, double hue)
    {
        if (channels == 3)
            ColorShift.Apply(Pixels, (float)saturation, (float)hue);
    }

    public void Sharpen(double factor)
    {
        Filters.Sharpen(Pixels, _spare, height, width, (float)factor);
        Swap();
    }

    public void Blur(double sigma)
    {
        Filters.Blur(Pixels, _spare, height, width, sigma);
        Swap();
    }

    private void MovePixels()
    {
        var whole = new CropBox(0, 0, height, width);
        if (_box == whole && _map == AffineMap.Identity)
            return;
        Interpolation.Apply(_pixels, _spare, height, width, _box, _map);
        (_box, _map) = (whole, AffineMap.Identity);
        Swap();
    }

    private void ChangeTones()
    {
        if (_hasTones && !_tones.IsIdentity)
            _tones.Apply(_pixels);
        _hasTones = false;
    }

    private void Swap() => (_pixels, _spare) = (_spare, _pixels);
}
