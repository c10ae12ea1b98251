namespace MlNetCnn;

/// <summary>A file whose bytes lie one after another in another one, as in a tar.</summary>
internal sealed class RegionFile(FileTree tree, string name, FileRegion region) : TreeFile(tree, name)
{
    public override long Length => region.Length;

    public override byte[] Start(int count)
    {
        var start = new byte[(int)Math.Min(count, region.Length)];
        using var stream = region.Open();
        return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }

    public override Func<ReadOnlyMemory<byte>> Load(long limit) => () =>
    {
        if (Length > limit)
            throw TooLong(limit);
        var bytes = new byte[Length];
        using var stream = region.Open();
        stream.ReadExactly(bytes);
        return bytes;
    };

    public override FileRegion Region() => region;

    public override TreeFile Under(string name) => new RegionFile(Tree, name, region);
}
