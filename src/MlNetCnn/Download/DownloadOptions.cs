namespace MlNetCnn;

/// <summary>Where a <see cref="DataSetStore"/> or <see cref="PretrainedStore"/> keeps its files and how it gets them.</summary>
public sealed record DownloadOptions
{
    /// <summary>
    /// The folder for downloaded data sets (in <c>datasets</c> below it) and weights (<c>weights</c>), the user's own sets (<c>own</c>) and
    /// decoded images (<c>images</c>). Default: what the environment variable <c>MLNETCNN_DATA</c> says; without it <c>mlnetcnn</c> in the
    /// user's folders for caches and for data (on Linux <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c>, and <c>$XDG_DATA_HOME</c> or
    /// <c>~/.local/share</c>).
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>
    /// An address that has the files of data sets as <c>SET/FILE</c> and those of weights as <c>weights/FILE</c>, to download from instead
    /// of the official addresses. Default: what <c>MLNETCNN_MIRROR</c> says, or none.
    /// </summary>
    public Uri? Mirror { get; init; }

    /// <summary>The client that downloads; its timeout is taken for a whole file. Default: one without a timeout, shared by the process.</summary>
    public HttpClient? HttpClient { get; init; }

    /// <summary>The clock that pauses between tries are measured by. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
