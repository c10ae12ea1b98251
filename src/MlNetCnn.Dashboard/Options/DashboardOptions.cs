using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>What the dashboard works on, in its own server or in another app.</summary>
public sealed record DashboardOptions
{
    /// <summary>
    /// The store of the runs: a file (SQLite) or a connection string of PostgreSQL. Default: null, the store that the command line has in
    /// the user's data folder.
    /// </summary>
    public string? Store { get; init; }

    /// <summary>The folder of the runs' files. Default: null, <c>runs</c> beside the store.</summary>
    public string? Artifacts { get; init; }

    /// <summary>The folder of custom networks. Default: null, in the user's data folder.</summary>
    public string? NetworksFolder { get; init; }

    /// <summary>The folder of data sets. Default: null, the user's folders.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Folders of this machine from which browsers may import images. Default: none.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>
    /// Concurrent runs on the CPU started by this process, sharing the cores, 0 to 64; with 0 other workers execute the runs. Default: 1.
    /// </summary>
    public int Slots { get; init; } = 1;

    /// <summary>Upload limit in MiB, at least 1. Default: 4096.</summary>
    public int UploadMiB { get; init; } = 4096;

    internal bool HasSignOut { get; init; }

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal DashboardOptions Check()
    {
        if (Slots is < 0 or > 64)
            throw new ArgumentException($"The number of slots is {Slots}, but must be from 0 to 64.");
        if (UploadMiB < 1)
            throw new ArgumentException($"The largest upload is {UploadMiB} MiB, but must be at least 1.");
        return this;
    }

    /// <exception cref="ArgumentException">The place cannot be understood.</exception>
    internal StoreLocation StoreLocation() => MlNetCnn.Experiments.StoreLocation.Parse(Store, Artifacts);

    /// <exception cref="ArgumentException">None is given, and the user has no data folder.</exception>
    internal string NetworksPath()
    {
        if (NetworksFolder is not null)
            return Path.GetFullPath(NetworksFolder);
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.IsPathFullyQualified(data)
            ? Path.Combine(data, "mlnetcnn", "networks")
            : throw new ArgumentException("There is no folder to keep your networks in: name one with --networks, or set HOME.");
    }
}
