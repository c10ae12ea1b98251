namespace MlNetCnn;

/// <summary>
/// Holds a data set for one process: a locked file, freed by the system when the process ends however it ends. The file stays, since
/// somebody else may be about to lock it.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const int HeldOnWindows = unchecked((int)0x80070020);
    private const int HeldOnLinux = 11;
    private const int HeldOnMacOS = 35;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Waits until nobody else holds it.</summary>
    /// <param name="path">The file to lock; its folder must be there.</param>
    /// <param name="time">The clock to wait by.</param>
    /// <param name="waiting">Called once if somebody else holds it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<FolderLock> TakeAsync(string path, TimeProvider time, Action waiting, CancellationToken cancellationToken)
    {
        for (var told = false; ; told = true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTake(path) is { } taken)
                return taken;
            if (!told)
                waiting();
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes it, or gives null where somebody else holds it.</summary>
    public static FolderLock? TryTake(string path)
    {
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.HResult is HeldOnWindows or HeldOnLinux or HeldOnMacOS)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
