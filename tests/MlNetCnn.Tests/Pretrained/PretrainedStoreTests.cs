namespace MlNetCnn.Tests;

/// <summary>What downloads have in common is in <see cref="DownloadTests"/>.</summary>
public sealed class PretrainedStoreTests : IDisposable
{
    private readonly WeightsPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Get_FirstAndSecondTime_DownloadsOnce()
    {
        Assert.False(_place.Store().Find("TINY")!.IsHere);

        var stored = await _place.Store().GetAsync("TINY");

        Assert.Equal((_place.FilePath, true), (stored.Path, stored.IsHere));
        Assert.Equal(_place.Content, await File.ReadAllBytesAsync(_place.FilePath));
        Assert.Equal(stored, await _place.Store().GetAsync(WeightsPlace.Name));
        Assert.Single(_place.Server.Requests);
        Assert.InRange(stored.Bytes, 50_000, 51_000);
    }

    [Fact]
    public async Task Get_CutOffForGood_KeepsThePartAndTheNextTimeGoesOn()
    {
        _place.Server.Cut = number => number == 1 ? 20_000 : 0;
        await Assert.ThrowsAsync<IOException>(() => _place.Store().GetAsync(WeightsPlace.Name));
        Assert.Equal((null, false, true), (_place.Store().Find(WeightsPlace.Name)!.Path, _place.Store().Find(WeightsPlace.Name)!.IsHere, _place.Store().List()[1].Bytes >= 20_000));

        _place.Server.Cut = _ => null;
        await _place.Store().GetAsync(WeightsPlace.Name);

        Assert.Equal(_place.Content, await File.ReadAllBytesAsync(_place.FilePath));
        Assert.Contains("Range: bytes=20000-", _place.Server.Requests.Last());
    }

    [Fact]
    public async Task Get_AnotherFileThanPublished_IsRefused()
    {
        _place.Server.Files[$"/{_place.FileName}"] = DownloadPlace.Random(9, 50_000);

        var e = await Assert.ThrowsAsync<IOException>(() => _place.Store().GetAsync(WeightsPlace.Name));

        Assert.Contains("but one that begins with", e.Message);
        Assert.False(_place.Store().Find(WeightsPlace.Name)!.IsHere);
    }

    [Fact]
    public async Task Get_NotFound_SaysWhatToDownloadByHandAndWhereToPutIt()
    {
        _place.Server.Files.Clear();

        var e = await Assert.ThrowsAsync<IOException>(() => _place.Store().GetAsync(WeightsPlace.Name));

        Assert.Contains($"'{_place.FileName}' of 'tiny' cannot be downloaded: 127.0.0.1", e.Message);
        Assert.EndsWith($"download by hand and put into '{_place.Folder}': {_place.Server.Address}{_place.FileName}.", e.Message);
    }

    [Fact]
    public async Task Get_FilePutThereByHand_IsCheckedAndTaken()
    {
        Directory.CreateDirectory(_place.Folder);
        await File.WriteAllBytesAsync(_place.FilePath, _place.Content);

        await _place.Store().GetAsync(WeightsPlace.Name);
        Assert.Empty(_place.Server.Requests);

        await File.WriteAllBytesAsync(_place.FilePath, _place.Content[..40_000]);
        Assert.Contains("damaged or another file", (await Assert.ThrowsAsync<InvalidDataException>(() => _place.Store().GetAsync(WeightsPlace.Name))).Message);
    }

    [Fact]
    public async Task Get_Mirror_HasTheFilesBelowWeights()
    {
        _place.Server.Files.Clear();
        _place.Server.Files[$"/mirror/weights/{_place.FileName}"] = _place.Content;

        await _place.Store(new Uri(_place.Server.Address, "mirror/")).GetAsync(WeightsPlace.Name);

        Assert.Equal(_place.Content, await File.ReadAllBytesAsync(_place.FilePath));
    }

    [Fact]
    public async Task Get_WeightsThatComeAlong_NeedsNoServer()
    {
        var stored = await _place.Store().GetAsync("resnet18-imagenet");

        Assert.Equal((null, 0, true), (stored.Path, stored.Bytes, stored.IsHere));
        Assert.Empty(_place.Server.Requests);
    }

    [Fact]
    public async Task Get_UnknownName_NamesThoseLikeIt()
    {
        var store = new PretrainedStore(new() { Folder = _place.Root });

        Assert.Contains("did you mean 'resnet18-imagenet' or 'torchvision-resnet18'?", (await Assert.ThrowsAsync<ArgumentException>(() => store.GetAsync("resnet18"))).Message);
        Assert.Contains("did you mean 'mobilenet-v2'?", Assert.Throws<ArgumentException>(() => store.Remove("mobilenet_v2")).Message);
        Assert.Null(store.Find("resnet18"));
    }

    [Fact]
    public async Task Remove_Download_FreesItAndItCanBeFetchedAgain()
    {
        Assert.Null(_place.Store().Remove(WeightsPlace.Name));
        Directory.CreateDirectory(_place.Folder);
        Assert.Null(_place.Store().Remove(WeightsPlace.Name));
        await _place.Store().GetAsync(WeightsPlace.Name);

        Assert.InRange(_place.Store().Remove(WeightsPlace.Name)!.Value, 50_000, 51_000);

        Assert.False(Directory.Exists(_place.Folder));
        await _place.Store().GetAsync(WeightsPlace.Name);
        Assert.True(File.Exists(_place.FilePath));
    }

    [Fact]
    public void Remove_WeightsThatComeAlong_IsRefused() =>
        Assert.Contains("comes along", Assert.Throws<ArgumentException>(() => _place.Store().Remove("resnet18-imagenet")).Message);
}
