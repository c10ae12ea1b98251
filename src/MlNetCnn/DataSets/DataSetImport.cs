namespace MlNetCnn;

/// <summary>How the user's own data are taken in.</summary>
public sealed record DataSetImport
{
    /// <summary>Whether only the place is noted, instead of copying the files. Default: false.</summary>
    public bool Link { get; init; }

    /// <summary>What the data show, in a sentence. Default: where they came from.</summary>
    public string? Description { get; init; }

    /// <summary>How the data are read to see that they are whole. Default: as they are, images of any size.</summary>
    public ImageLoading? Loading { get; init; }

    /// <summary>The terms they come under. Default: <c>yours</c>.</summary>
    public string? License { get; init; }

    /// <summary>Whether the file is moved instead of copied: for one that lies there for this purpose only, on the same disk.</summary>
    internal bool Move { get; init; }

    /// <summary>Where the data come from, where the path does not say it. Default: the path.</summary>
    internal string? Source { get; init; }
}
