using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Takes images one after another: into memory as long as they fit a budget, then into a cache file.</summary>
internal sealed class PixelStore : IDisposable
{
    private const int ChunkBytes = 16 << 20;

    private readonly TensorShape _shape;
    private readonly ScalarType _type;
    private readonly long _budget;
    private readonly string _folder;
    private readonly int _rowBytes;
    private readonly List<Tensor> _chunks = [];
    private TensorRows _rows;
    private long _place, _room, _count;
    private CacheFile? _file;

    /// <param name="shape">Of one image.</param>
    /// <param name="type">Byte or Float32.</param>
    /// <param name="expectedRows">How many images will come, where that is known; more or fewer are taken too.</param>
    /// <param name="budget">The most bytes in memory.</param>
    /// <param name="folder">Of the cache file.</param>
    public PixelStore(TensorShape shape, ScalarType type, long? expectedRows, long budget, string folder)
    {
        (_shape, _type, _budget, _folder) = (shape, type, budget, folder);
        _rowBytes = shape.Elements * (type == ScalarType.Byte ? sizeof(byte) : sizeof(float));
        if (expectedRows * (Int128)_rowBytes > budget)
            _file = new CacheFile(folder, _rowBytes, expectedRows);
        else if (expectedRows > 0)
            Grow(expectedRows.Value);
    }

    /// <summary>Takes the next image's pixels.</summary>
    /// <exception cref="IOException">The cache file cannot be written.</exception>
    public void Add(ReadOnlySpan<byte> pixels)
    {
        if (_file is null && (_count + 1) * _rowBytes > _budget)
            MoveToFile();
        if (_file is not null)
        {
            _file.Add(pixels);
        }
        else
        {
            if (_place == _room)
                Grow(Math.Max(1, ChunkBytes / _rowBytes));
            pixels.CopyTo(_rows[_place++]);
        }
        _count++;
    }

    /// <summary>The images taken, which are the caller's from now on.</summary>
    /// <param name="labels">One a image, [N] 64-bit; theirs from now on.</param>
    public IImages Finish(Tensor labels)
    {
        if (_file is null)
            return new ImageTensors(Join(), labels);
        _file.Map();
        var images = new CachedImages(_file, labels, _shape, _type);
        _file = null;
        return images;
    }

    public void Dispose()
    {
        _file?.Dispose();
        _chunks.ForEach(chunk => chunk.Dispose());
        _chunks.Clear();
    }

    private Tensor Allocate(long rows) => empty([rows, .. _shape.Dimensions.Select(d => (long)d)], _type).DetachFromDisposeScope();

    private void Grow(long rows)
    {
        _chunks.Add(Allocate(rows));
        _rows = new TensorRows(_chunks[^1]);
        (_place, _room) = (0, rows);
    }

    // Chunk by chunk, so that no more than one is there twice: pages that were not written to yet take no memory.
    private Tensor Join()
    {
        if (_chunks.Count == 1)
        {
            using var only = _chunks[0];
            _chunks.Clear();
            return only.slice(0, 0, _count, 1).DetachFromDisposeScope();
        }
        var joined = Allocate(_count);
        var from = 0L;
        foreach (var chunk in _chunks)
        {
            var to = Math.Min(from + chunk.shape[0], _count);
            using (chunk)
            using (var source = chunk.slice(0, 0, to - from, 1))
            using (var target = joined.slice(0, from, to, 1))
                target.copy_(source);
            from = to;
        }
        _chunks.Clear();
        return joined;
    }

    private void MoveToFile()
    {
        _file = new CacheFile(_folder, _rowBytes);
        var left = _count;
        foreach (var chunk in _chunks)
        {
            using (chunk)
            {
                var rows = new TensorRows(chunk);
                for (var i = 0L; i < Math.Min(left, chunk.shape[0]); i++)
                    _file.Add(rows[i]);
                left -= chunk.shape[0];
            }
        }
        _chunks.Clear();
    }
}
