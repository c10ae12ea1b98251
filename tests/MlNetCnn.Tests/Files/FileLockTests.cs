namespace MlNetCnn.Tests;

public sealed class FileLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-").FullName;

    private static string Own => $"process {Environment.ProcessId} on {Environment.MachineName}";

    [Fact]
    public void TryTake_Held_GivesNothingAndNamesWhoHoldsIt()
    {
        using (FileLock.TryTake(PathOf("lock")))
        {
            Assert.Null(FileLock.TryTake(PathOf("lock")));
            Assert.Equal(Own, FileLock.HolderOf(PathOf("lock")));
        }

        using var again = FileLock.TryTake(PathOf("lock"));
        Assert.NotNull(again);
    }

    [Fact]
    public void TryTake_Temporary_LeavesNothing()
    {
        FileLock.TryTake(PathOf("lock"), isTemporary: true)!.Dispose();

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void TryTake_FileThatCannotBeMade_SaysSo()
    {
        var error = Assert.Throws<IOException>(() => FileLock.TryTake(PathOf("missing/lock")));

        Assert.Equal($"'{PathOf("missing/lock")}' cannot be written: there is no folder '{PathOf("missing")}'.", error.Message);
    }

    [Fact]
    public async Task Take_HeldForLongerThanThePatience_EndsAndSaysByWhom()
    {
        var told = new List<string>();
        using var held = FileLock.TryTake(PathOf("lock"));

        var error = await Assert.ThrowsAsync<IOException>(
            () => FileLock.TakeAsync(PathOf("lock"), TimeSpan.FromMilliseconds(1), TimeProvider.System, told.Add, CancellationToken.None));

        Assert.Equal($"'{PathOf("lock")}' is still held by {Own} after 0 s: wait for it, or end it.", error.Message);
        Assert.Equal([Own], told);
    }

    [Fact]
    public async Task Take_Cancelled_Ends()
    {
        using var held = FileLock.TryTake(PathOf("lock"));
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => FileLock.TakeAsync(PathOf("lock"), TimeSpan.FromHours(1), TimeProvider.System, _ => cancel.Cancel(), cancel.Token));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);
}
