namespace MlNetCnn;

/// <summary>Orders names folder by folder, each by the characters of the names in it.</summary>
internal sealed class TreeOrder : IComparer<string>
{
    public static readonly TreeOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var same = x.AsSpan().CommonPrefixLength(y);
        return At(x, same) - At(y, same);
    }

    // What ends comes first, then a folder's files.
    private static int At(string? name, int place) => place >= (name?.Length ?? 0) ? -1 : name![place] == '/' ? 0 : name[place] + 1;
}
