using System.Security.Cryptography;

namespace MlNetCnn.Tests;

public sealed class DownloadTests : IDisposable
{
    private readonly DownloadPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Get_FirstTime_DownloadsChecksAndReports()
    {
        var recorder = new Recorder();

        var stored = await _place.GetAsync(recorder);

        _place.AssertComplete();
        Assert.Equal(_place.Folder, stored.Path);
        Assert.Equal("a\nb\n", await File.ReadAllTextAsync(Path.Combine(_place.Folder, "classes.txt")));
        var bytes = recorder.Reports.Select(r => r.Bytes).ToList();
        Assert.Equal(bytes.Order(), bytes);
        Assert.Equal(53_000, bytes[^1]);
        Assert.All(recorder.Reports, r => Assert.Equal((53_000L, null), (r.TotalBytes, r.Note)));
    }

    [Fact]
    public async Task Get_SecondTime_AsksNobody()
    {
        await _place.GetAsync();
        var requests = _place.Server.Requests.Count;

        await _place.GetAsync();

        Assert.Equal((2, 2), (requests, _place.Server.Requests.Count));
    }

    [Fact]
    public async Task Get_FilesPutThereByHand_ChecksThemOnceAndAsksNobody()
    {
        Directory.CreateDirectory(_place.Folder);
        await File.WriteAllBytesAsync(_place.FirstPath, _place.First);
        await File.WriteAllBytesAsync(Path.Combine(_place.Folder, "second.bin"), _place.Second);

        await _place.GetAsync();

        _place.AssertComplete();
        Assert.Empty(_place.Server.Requests);
    }

    [Fact]
    public async Task Get_WrongFilePutThereByHand_NamesItAndLeavesIt()
    {
        var wrong = DownloadPlace.Random(9, 50_000);
        Directory.CreateDirectory(_place.Folder);
        await File.WriteAllBytesAsync(_place.FirstPath, wrong);

        var e = await Assert.ThrowsAsync<InvalidDataException>(() => _place.GetAsync());

        Assert.Contains($"'{_place.FirstPath}' has the MD5", e.Message);
        Assert.Equal(wrong, await File.ReadAllBytesAsync(_place.FirstPath));
    }

    [Fact]
    public async Task Get_FileChangedSince_IsCheckedAgain()
    {
        await _place.GetAsync();
        await File.WriteAllBytesAsync(_place.FirstPath, DownloadPlace.Random(9, 50_000));
        File.SetLastWriteTimeUtc(_place.FirstPath, DateTime.UtcNow.AddHours(1));

        await Assert.ThrowsAsync<InvalidDataException>(() => _place.GetAsync());
    }

    [Fact]
    public async Task Get_ConnectionDropsTwice_GoesOnWhereItWas()
    {
        _place.Server.Cut = number => number <= 2 ? 20_000 : null;
        var recorder = new Recorder();

        await _place.GetAsync(recorder);

        _place.AssertComplete();
        Assert.Equal(3, _place.RequestsOf("first.bin"));
        Assert.Contains("Range: bytes=20000-", _place.Server.Requests.ElementAt(1));
        Assert.Contains("If-Range: \"1\"", _place.Server.Requests.ElementAt(1));
        Assert.Contains("Range: bytes=40000-", _place.Server.Requests.ElementAt(2));
        Assert.Contains("first.bin: the server broke the connection; next try in 1 s", recorder.Reports.Select(r => r.Note));
    }

    [Fact]
    public async Task Get_ConnectionAlwaysDrops_GivesUpAfterFourTriesWithoutAByte()
    {
        _place.Server.Cut = _ => 0;

        var e = await Assert.ThrowsAsync<IOException>(() => _place.GetAsync());

        Assert.Contains("broke the connection", e.Message);
        Assert.Equal(FileDownload.Tries, _place.Server.Requests.Count);
        Assert.Equal([1, 2, 4], _place.Time.Pauses.Select(p => p.TotalSeconds));
    }

    [Fact]
    public async Task Get_ServerIgnoresRangesAndDropsOnce_BeginsAnew()
    {
        _place.Server.IgnoresRanges = true;
        _place.Server.Cut = number => number == 1 ? 20_000 : null;

        await _place.GetAsync();

        _place.AssertComplete();
        Assert.Equal(2, _place.RequestsOf("first.bin"));
    }

    [Fact]
    public async Task Get_PartOfAnEarlierRun_GoesOnWithIt()
    {
        _place.LeavePart(_place.First[..30_000], "\"1\"");

        await _place.GetAsync();

        _place.AssertComplete();
        Assert.Contains("Range: bytes=30000-", _place.Server.Requests.First());
    }

    [Fact]
    public async Task Get_PartOfAnOlderVersion_BeginsAnewAtOnce()
    {
        _place.LeavePart(DownloadPlace.Random(9, 30_000), "\"old\"");

        await _place.GetAsync();

        _place.AssertComplete();
        Assert.Equal(1, _place.RequestsOf("first.bin"));
    }

    [Fact]
    public async Task Get_PartOfAnotherVersionWithoutATag_BeginsAnewAfterTheChecksum()
    {
        _place.LeavePart(DownloadPlace.Random(9, 30_000), null);

        await _place.GetAsync();

        _place.AssertComplete();
        Assert.Equal(2, _place.RequestsOf("first.bin"));
    }

    [Fact]
    public async Task Get_PartLongerThanTheFile_IsThrownAway()
    {
        _place.LeavePart(DownloadPlace.Random(9, 60_000), "\"1\"");

        await _place.GetAsync();

        _place.AssertComplete();
    }

    [Fact]
    public async Task Get_CompletePart_IsTakenWithoutARequest()
    {
        _place.LeavePart(_place.First, null);

        await _place.GetAsync();

        _place.AssertComplete();
        Assert.Equal(0, _place.RequestsOf("first.bin"));
    }

    [Fact]
    public async Task Get_OtherPartThanAskedFor_BeginsAnew()
    {
        _place.LeavePart(_place.First[..30_000], "\"1\"");
        _place.Server.WrongStart = 10;

        await _place.GetAsync();

        _place.AssertComplete();
    }

    [Fact]
    public async Task Get_WrongChecksum_NamesTheFileAndKeepsTheGoodOnes()
    {
        _place.Server.Files["/second.bin"] = DownloadPlace.Random(9, 3_000);

        var e = await Assert.ThrowsAsync<IOException>(() => _place.GetAsync());

        Assert.Contains("'second.bin' of 'two'", e.Message);
        Assert.Contains("gives a file of MD5", e.Message);
        Assert.Equal(_place.First, await File.ReadAllBytesAsync(_place.FirstPath));
        Assert.Equal(["first.bin"], Directory.GetFiles(_place.Folder).Select(Path.GetFileName));
        Assert.Null(Assert.Single(_place.Store().List()).Path);
    }

    [Theory]
    [InlineData(49_999)]
    [InlineData(50_001)]
    public async Task Get_WrongSize_IsRefusedBeforeAByteIsKept(int size)
    {
        _place.Server.Files["/first.bin"] = new byte[size];

        var e = await Assert.ThrowsAsync<IOException>(() => _place.GetAsync());

        Assert.Contains($"has a file of {size:N0} bytes, but 50,000 are needed", e.Message);
        Assert.Empty(Directory.GetFiles(_place.Folder));
    }

    [Fact]
    public async Task Get_NotFound_SaysWhatToDownloadByHandAndWhereToPutIt()
    {
        _place.Server.Files.Clear();

        var e = await Assert.ThrowsAsync<IOException>(() => _place.GetAsync());

        Assert.Contains("answers 404", e.Message);
        Assert.Contains($"put into '{_place.Folder}': {_place.Server.Address}first.bin (50,000 bytes), {_place.Server.Address}second.bin (3,000 bytes).", e.Message);
        Assert.Single(_place.Server.Requests);
    }

    [Fact]
    public async Task Get_ServerFailsAtFirst_TriesAgain()
    {
        _place.Server.Status = number => number == 1 ? 500 : number == 2 ? 503 : null;

        await _place.GetAsync();

        _place.AssertComplete();
        Assert.Equal([1, 2], _place.Time.Pauses.Select(p => p.TotalSeconds));
    }

    [Fact]
    public async Task Get_ServerFailsAlways_GivesUp()
    {
        _place.Server.Status = _ => 500;

        Assert.Contains("answers 500", (await Assert.ThrowsAsync<IOException>(() => _place.GetAsync())).Message);
        Assert.Equal(FileDownload.Tries, _place.Server.Requests.Count);
    }

    [Fact]
    public async Task Get_FirstSourceFails_TakesTheNext()
    {
        _place.Entry = _place.Entry with { Files = [.. _place.Entry.Files.Select(f => f with { Sources = [new Uri(_place.Server.Address, "nowhere"), .. f.Sources] })] };

        await _place.GetAsync();

        _place.AssertComplete();
    }

    [Fact]
    public async Task Get_Mirror_IsAskedInsteadOfTheSources()
    {
        _place.Server.Files["/mirror/two/first.bin"] = _place.First;
        _place.Server.Files["/mirror/two/second.bin"] = _place.Second;

        await _place.Store(new Uri(_place.Server.Address, "mirror")).GetAsync(DownloadPlace.Name);

        _place.AssertComplete();
        Assert.Equal(0, _place.RequestsOf("first.bin"));
    }

    [Fact]
    public async Task Get_SilentServer_IsGivenUpAndAskedAgain()
    {
        var never = new TaskCompletionSource();
        _place.Server.Pace = number => number == 1 ? never.Task : Task.CompletedTask;
        var isOver = 0;
        var recorder = new Recorder(report =>
        {
            // The head has come, and then nothing more; the second answer has all the time it wants.
            if (report is { Bytes: 0, Note: null } && Interlocked.Exchange(ref isOver, 1) == 0)
                _ = Task.Run(_place.Time.EndPatience);
        });

        await _place.GetAsync(recorder);

        _place.AssertComplete();
        Assert.Contains(recorder.Reports, r => r.Note?.Contains("sent nothing for 30 s", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Get_Cancelled_LeavesThePartAndTheNextRunGoesOn()
    {
        using var cancel = new CancellationTokenSource();
        var enough = new TaskCompletionSource();
        var sent = 0;
        _place.Server.Pace = number => number == 1 && Interlocked.Increment(ref sent) > 10 ? enough.Task : Task.CompletedTask;
        var recorder = new Recorder(report =>
        {
            if (report.Bytes == 10 * 1024)
                cancel.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _place.GetAsync(recorder, cancel.Token));

        Assert.Equal(_place.First[..(10 * 1024)], await File.ReadAllBytesAsync(_place.PartPath));
        Assert.False(File.Exists(_place.FirstPath));
        await _place.GetAsync();
        _place.AssertComplete();
        Assert.Contains("Range: bytes=10240-", _place.Server.Requests.ElementAt(1));
    }

    [Fact]
    public async Task Get_CancelledBeforeItBegins_LeavesThePart()
    {
        _place.LeavePart(_place.First[..30_000], "\"1\"");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _place.GetAsync(null, new CancellationToken(canceled: true)));

        Assert.Equal(30_000, new FileInfo(_place.PartPath).Length);
    }

    [Fact]
    public async Task Get_TwoAtOnce_DownloadOnce()
    {
        var waiting = new TaskCompletionSource();
        _place.Server.Pace = _ => waiting.Task;
        var started = new TaskCompletionSource();
        var one = _place.GetAsync(new Recorder(_ => started.TrySetResult()));
        await started.Task;

        var recorder = new Recorder(report =>
        {
            if (report.Note is not null)
                waiting.TrySetResult();
        });
        await Task.WhenAll(one, _place.GetAsync(recorder));

        _place.AssertComplete();
        Assert.Equal(2, _place.Server.Requests.Count);
        Assert.Equal($"waiting for process {Environment.ProcessId} on {Environment.MachineName}, which downloads it", recorder.Reports.First().Note);
    }

    [Fact]
    public async Task Get_FileOfUnknownSizeAndSha256_IsDownloadedAndReported()
    {
        var recorder = new Recorder();
        Publish(FileChecksum.Sha256(Sha256Of(_place.First)[..8]));

        await _place.GetAsync(recorder);

        Assert.Equal(_place.First, await File.ReadAllBytesAsync(_place.FirstPath));
        Assert.Equal(50_000, recorder.Reports.Last().TotalBytes);
        await _place.GetAsync();
        Assert.Single(_place.Server.Requests);
    }

    [Fact]
    public async Task Get_UnknownSizeAndADroppedConnection_GoesOnWhereItWas()
    {
        _place.Server.Cut = number => number == 1 ? 20_000 : null;
        Publish(FileChecksum.Sha256(Sha256Of(_place.First)[..8]));

        await _place.GetAsync();

        Assert.Equal(_place.First, await File.ReadAllBytesAsync(_place.FirstPath));
        Assert.Contains("Range: bytes=20000-", _place.Server.Requests.Last());
    }

    [Theory]
    [InlineData(30_000, 1)]
    [InlineData(50_000, 0)]
    public async Task Get_UnknownSizeAndAPartOfAnEarlierRun_AsksForTheRestOnly(int length, int requests)
    {
        _place.LeavePart(_place.First[..length], "\"1\"");
        Publish(FileChecksum.Sha256(Sha256Of(_place.First)[..8]));

        await _place.GetAsync();

        Assert.Equal(_place.First, await File.ReadAllBytesAsync(_place.FirstPath));
        Assert.Equal(requests, _place.Server.Requests.Count);
        Assert.All(_place.Server.Requests, head => Assert.Contains("Range: bytes=30000-", head));
    }

    [Fact]
    public async Task Get_UnknownSizeAndAPartThatIsTooLong_BeginsAnew()
    {
        _place.LeavePart(DownloadPlace.Random(9, 60_000), "\"1\"");
        Publish(FileChecksum.Sha256(Sha256Of(_place.First)[..8]));

        await _place.GetAsync();

        Assert.Equal(_place.First, await File.ReadAllBytesAsync(_place.FirstPath));
    }

    [Fact]
    public async Task Get_FileThatBeginsWithAnotherChecksum_IsRefused()
    {
        Publish(FileChecksum.Sha256("00000000"));

        var e = await Assert.ThrowsAsync<IOException>(() => _place.GetAsync());

        Assert.Contains($"gives a file of SHA-256 {Sha256Of(_place.First)}, but one that begins with 00000000 is needed", e.Message);
        Assert.EndsWith($"put into '{_place.Folder}': {_place.Server.Address}first.bin.", e.Message);
        Assert.Empty(Directory.GetFiles(_place.Folder));
    }

    [Fact]
    public async Task Get_NoServer_SaysThatItCannotBeReached()
    {
        await _place.Server.DisposeAsync();

        Assert.Contains("cannot be reached", (await Assert.ThrowsAsync<IOException>(() => _place.GetAsync())).Message);
    }

    private static string Sha256Of(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // Only the first file, of a size that nobody has published.
    private void Publish(FileChecksum checksum) =>
        _place.Entry = _place.Entry with { Files = [_place.Entry.Files[0] with { Size = null, Checksum = checksum }] };
}
