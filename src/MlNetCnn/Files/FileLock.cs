namespace MlNetCnn;

/// <summary>
/// Keeps others out by a file that is open to one at a time, in this process or another; the system frees it when the process ends,
/// however it does. Who holds it stands in a file beside it, since nobody else can read the locked one.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private const int HeldOnWindows = unchecked((int)0x80070020);
    private const int HeldOnLinux = 11;
    private const int HeldOnMacOS = 35;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Waits until nobody else holds it.</summary>
    /// <param name="path">The file to lock; its folder must be there.</param>
    /// <param name="patience">How long to wait at most.</param>
    /// <param name="time">The clock to wait by.</param>
    /// <param name="waiting">Called once if somebody else holds it, with who.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">The file cannot be locked, or was held for too long; the message says by whom.</exception>
    public static async Task<FileLock> TakeAsync(string path, TimeSpan patience, TimeProvider time, Action<string>? waiting, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        for (var told = false; ; told = true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTake(path) is { } taken)
                return taken;
            if (time.GetElapsedTime(start) >= patience)
                throw new IOException($"'{path}' is still held by {HolderOf(path)} after {patience.TotalSeconds:0} s: wait for it, or end it.");
            if (!told)
                waiting?.Invoke(HolderOf(path));
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes it, or gives null where somebody else holds it.</summary>
    /// <param name="path">The file to lock; its folder must be there.</param>
    /// <param name="isTemporary">Whether the file is removed when it is let go.</param>
    /// <exception cref="IOException">The file cannot be locked, for another reason than that somebody holds it.</exception>
    public static FileLock? TryTake(string path, bool isTemporary = false)
    {
        try
        {
            var options = isTemporary ? FileOptions.DeleteOnClose : FileOptions.None;
            var held = new FileLock(OwnerOnly.Open(path, new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0, Options = options }));
            held.Sign();
            return held;
        }
        catch (IOException e) when (e.HResult is HeldOnWindows or HeldOnLinux or HeldOnMacOS)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Failure(path, e);
        }
    }

    /// <summary>Who holds it: <c>process 4711 on HOST</c>.</summary>
    public static string HolderOf(string path)
    {
        try
        {
            return File.ReadAllText(SignOf(path)) is { Length: > 0 } holder ? holder : "another process";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }

    public void Dispose()
    {
        RemoveSign();
        _file.Dispose();
    }

    private static string SignOf(string path) => path + ".holder";

    private void Sign()
    {
        try
        {
            File.WriteAllText(SignOf(_file.Name), $"process {Environment.ProcessId} on {Environment.MachineName}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            RemoveSign(); // better none than one of somebody before
        }
    }

    private void RemoveSign()
    {
        try
        {
            File.Delete(SignOf(_file.Name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It says who held the lock last, which nobody asks once it is free.
        }
    }
}
