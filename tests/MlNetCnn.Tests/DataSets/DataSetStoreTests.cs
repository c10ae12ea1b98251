namespace MlNetCnn.Tests;

public sealed class DataSetStoreTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly DataSetStore _store;

    public DataSetStoreTests() => _store = new DataSetStore(new() { Folder = _temporary.File("store") });

    public void Dispose() => _temporary.Dispose();

    private string Source => Directory.Exists(_temporary.File("source")) ? _temporary.File("source") : Samples.WriteFolder(_temporary.File("source"));

    [Fact]
    public async Task Import_AFolder_CopiesItAndKnowsIt()
    {
        var stored = _store.Import(Source, "pets", new() { Description = "Cats and dogs.", License = "CC0" });

        Assert.Equal("pets", stored.Entry.Name);
        Assert.Equal(("Cats and dogs.", "CC0", Source), (stored.Entry.Description, stored.Entry.License, stored.Entry.Source));
        Assert.Equal((4, 2, new TensorShape(1, 2, 2)), (stored.Entry.TrainImages, stored.Entry.TestImages, stored.Entry.Shape));
        Assert.Equal(Samples.Names.ToArray(), stored.Entry.Classes);
        Directory.Delete(Source, recursive: true);
        Assert.Equal(4, ImageData.Open((await _store.GetAsync("PETS")).Path!).Train.Count);
        Assert.Equal("pets", _store.List()[^1].Entry.Name);
        Assert.Equal(["pets"], Directory.EnumerateFileSystemEntries(_store.OwnFolder).Select(Path.GetFileName));
    }

    [Fact]
    public void Import_LinkedClassFoldersAndFiles_CopiesWhatTheyLeadTo()
    {
        if (OperatingSystem.IsWindows())
            return;
        var set = _temporary.File("linked");
        foreach (var name in Samples.Names)
        {
            Directory.CreateDirectory(_temporary.File($"real/{name}"));
            File.WriteAllBytes(_temporary.File($"real/{name}/1.png"), TestImages.Gray(2, 2, 7));
            Directory.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(set).FullName, name), _temporary.File($"real/{name}"));
        }
        File.CreateSymbolicLink(_temporary.File("real/cat/2.png"), _temporary.File("real/dog/1.png"));
        Directory.CreateSymbolicLink(_temporary.File("real/cat/.loop"), set);

        var stored = _store.Import(set, "pets");
        Directory.Delete(_temporary.File("real"), recursive: true);

        Assert.Equal(3, ImageData.Open(stored.Path!, new() { Cache = false }).Train.Count);
    }

    [SkippableFact]
    public void Import_LinksToNothingAndPipes_AreNamedAndLeftOut()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need rights on Windows.");
        var set = _temporary.File("links");
        foreach (var name in Samples.Names)
        {
            Directory.CreateDirectory(Path.Combine(set, name));
            File.WriteAllBytes(Path.Combine(set, name, "1.png"), TestImages.Gray(2, 2, 7));
        }
        var train = Path.Combine(set, Samples.Names[0]);
        File.CreateSymbolicLink(Path.Combine(train, "dangling.png"), "nowhere");
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(train, "pipe.png")]))
            pipe.WaitForExit();

        var stored = _store.Import(set, "pets");
        var error = Assert.Throws<InvalidDataException>(() => _store.Import(set, "strict", new() { Loading = new() { BadImages = BadImageAction.Fail } }));

        Assert.Contains("/dangling.png' is a link to 'nowhere', which is not there", error.Message);
        Assert.Equal(2, stored.Unreadable.Length);
        Assert.Equal(Samples.Names.Length, ImageData.Open(stored.Path!, new() { Cache = false }).Train.Count);
    }

    [SkippableTheory]
    [InlineData("p.csv")]
    [InlineData("p.zip")]
    [InlineData("p.tar.gz")]
    [InlineData("p.parquet")]
    [InlineData("train-images-idx3-ubyte")]
    public void Open_APipe_IsRefusedAtOnce(string name)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such pipes.");
        var path = _temporary.File(name);
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", [path]))
            pipe.WaitForExit();

        Assert.Contains("is no regular file", Assert.Throws<InvalidDataException>(() => ImageData.Open(path)).Message);
        Assert.Contains("is no regular file", Assert.Throws<InvalidDataException>(() => ImageFile.Read(path, new(1, 2, 2))).Message);
    }

    [Fact]
    public void Import_DataWithUnreadableImages_NamesThemOrRefuses()
    {
        var set = new[] { "cat/1.png", "dog/1.png", "dog/2.png", "dog/3.psd" }.Aggregate(_temporary.File("pets"), (folder, name) =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
            File.WriteAllBytes(Path.Combine(folder, name), name == "dog/2.png" ? [1, 2, 3] : TestImages.Gray(2, 2, 7));
            return folder;
        });
        File.WriteAllBytes(Path.Combine(set, "dog/3.psd"), "8BPS"u8.ToArray());

        var stored = _store.Import(set, "pets");

        Assert.Equal("dog/2.png", Assert.Single(stored.Unreadable).Path);
        Assert.Equal([new UnsupportedFiles(".psd", 1)], stored.Unsupported.AsEnumerable());
        Assert.Contains("'dog/2.png'", Assert.Throws<InvalidDataException>(
            () => _store.Import(set, "strict", new() { Loading = new() { BadImages = BadImageAction.Fail } })).Message);
        Assert.Null(_store.Find("strict"));
    }

    [Fact]
    public async Task Import_ALink_LeavesTheDataWhereTheyAre()
    {
        var stored = _store.Import(Source, "pets", new() { Link = true });

        Assert.Equal((Source, 0), (stored.Path, stored.Bytes));
        Assert.Equal(Source, (await _store.GetAsync("pets")).Path);
        Directory.Delete(Source, recursive: true);
        Assert.Contains("is a link", (await Assert.ThrowsAsync<FileNotFoundException>(() => _store.GetAsync("pets"))).Message);
    }

    [Fact]
    public void Import_AFileToMove_IsGoneFromItsPlace()
    {
        var zip = _temporary.File("pets.zip");
        using (var archive = System.IO.Compression.ZipFile.Open(zip, System.IO.Compression.ZipArchiveMode.Create))
        {
            foreach (var name in new[] { "cat/a.png", "dog/b.png" })
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(TestImages.Gray(2, 2, 9));
            }
        }

        var stored = _store.Import(zip, "pets", new() { Move = true, Source = "elsewhere" });

        Assert.False(File.Exists(zip));
        Assert.True(File.Exists(stored.Path));
        Assert.Equal("elsewhere", stored.Entry.Source);
    }

    [Fact]
    public void Remove_ALink_LeavesTheData()
    {
        _store.Import(Source, "pets", new() { Link = true });

        Assert.NotNull(_store.Remove("pets"));

        Assert.Equal(5, Directory.GetFiles(Source).Length);
        Assert.Null(_store.Find("pets"));
    }

    [Fact]
    public void Import_BrokenData_AreRefusedAndNothingIsLeft()
    {
        File.WriteAllBytes(Path.Combine(Source, "train-images-idx3-ubyte.gz"), [1, 2, 3]);

        Assert.Throws<InvalidDataException>(() => _store.Import(Source, "pets"));

        Assert.False(Directory.Exists(_store.OwnFolder));
    }

    [Fact]
    public void Import_Cancelled_LeavesNothing()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => _store.Import(Source, "pets", null, null, new CancellationToken(canceled: true)));

        Assert.Null(_store.Find("pets"));
        Assert.False(Directory.Exists(_store.OwnFolder) && Directory.EnumerateFileSystemEntries(_store.OwnFolder).Any());
    }

    [Fact]
    public void Import_NameInUse_IsRefusedAndTheFirstStays()
    {
        _store.Import(Source, "pets", new() { Description = "first" });

        Assert.Contains("already", Assert.Throws<ArgumentException>(() => _store.Import(Source, "pets")).Message);
        Assert.Equal("first", _store.Find("pets")!.Entry.Description);
    }

    [Theory]
    [InlineData("../pets")]
    [InlineData("mnist")]
    public void Import_NameThatCannotBe_IsRefused(string name) => Assert.Throws<ArgumentException>(() => _store.Import(Source, name));

    [Fact]
    public void Find_NoteThatLeadsElsewhere_IsRefused()
    {
        _store.Import(Source, "pets");
        var note = Path.Combine(_store.OwnFolder, "pets", "set.json");
        File.WriteAllText(note, File.ReadAllText(note).Replace(": \"source\"", ": \"../../..\"", StringComparison.Ordinal));

        Assert.Contains("is damaged", Assert.Throws<InvalidDataException>(() => _store.Find("pets")).Message);
    }

    [Fact]
    public void Remove_OwnSet_FreesItsBytes()
    {
        var bytes = _store.Import(Source, "pets").Bytes;

        Assert.Equal(bytes, _store.Remove("pets"));
        Assert.Null(_store.Find("pets"));
        Assert.Contains("no data set 'pets'", Assert.Throws<ArgumentException>(() => _store.Remove("pets")).Message);
    }

    [Fact]
    public void Remove_Bundled_IsRefused() => Assert.Contains("comes along", Assert.Throws<ArgumentException>(() => _store.Remove("bundled")).Message);

    [Fact]
    public void Remove_NothingDownloaded_FreesNothing() => Assert.Null(_store.Remove("mnist"));

    [Fact]
    public async Task Remove_Download_FreesItAndItCanBeFetchedAgain()
    {
        using var place = new DownloadPlace();
        await place.GetAsync();

        Assert.True(place.Store().Remove(DownloadPlace.Name) > 53_000);

        Assert.False(Directory.Exists(place.Folder));
        await place.GetAsync();
        place.AssertComplete();
    }

    [Fact]
    public async Task Remove_WhileItIsDownloaded_IsRefused()
    {
        using var place = new DownloadPlace();
        var waiting = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        place.Server.Pace = _ => waiting.Task;
        var download = place.GetAsync(new Recorder(_ => started.TrySetResult()));
        await started.Task;

        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", Assert.Throws<IOException>(() => place.Store().Remove(DownloadPlace.Name)).Message);
        waiting.SetResult();
        await download;
        place.AssertComplete();
    }

    [Fact]
    public void List_PartOfADownload_IsNotHere()
    {
        using var place = new DownloadPlace();
        place.LeavePart(place.First[..1000], null);

        var stored = Assert.Single(place.Store().List());
        Assert.Equal((null, 1000), (stored.Path, stored.Bytes));
    }

    [Fact]
    public async Task Get_UnknownName_NamesThoseThereAre() =>
        Assert.Contains("there are bundled, fashion-mnist, mnist, cifar10.", (await Assert.ThrowsAsync<ArgumentException>(() => _store.GetAsync("nope"))).Message);

    [Fact]
    public void Mirror_OtherThanHttp_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new DataSetStore(new() { Folder = _temporary.Path, Mirror = new Uri("ftp://server/") }));
}
