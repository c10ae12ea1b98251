namespace MlNetCnn.Tests;

public class DataSetsTests
{
    [Fact]
    public void All_Entries_AreComplete()
    {
        Assert.Equal(["bundled", "fashion-mnist", "mnist", "cifar10"], MlNetCnn.DataSets.All.Select(e => e.Name));
        Assert.All(MlNetCnn.DataSets.All, entry =>
        {
            Assert.Equal(10, entry.Classes.Distinct().Count());
            Assert.True(entry.Shape!.IsImage);
            Assert.All([entry.Description, entry.License, entry.Source], text => Assert.NotEmpty(text));
            Assert.All(entry.Files, file =>
            {
                Assert.Matches("^[0-9a-f]{32}$", file.Checksum.Digits);
                Assert.True(file.Size > 0);
                Assert.Equal(file.Name, Path.GetFileName(file.Name));
                Assert.All(file.Sources, source => Assert.EndsWith("/" + file.Name, source.AbsoluteUri));
            });
        });
    }

    [Fact]
    public void FashionMnist_Checksums_AreTheOfficialOnes() => Assert.Equal(
        ["8d4fb7e6c68d591d4c3dfef9ec88bf0d", "25c81989df183df01b3e8a0aad5dffbe", "bef4ecab320f06d8554ea6380940ec79", "bb300cfdad3c16e7a12a480ee83cd310"],
        MlNetCnn.DataSets.FashionMnist.Files.Select(f => f.Checksum.Digits));

    [Fact]
    public void Bundled_Entry_SaysWhatTheRepositoryHas()
    {
        var data = Path.Combine(AppContext.BaseDirectory, "bundled");
        var (train, test) = ImageSet.LoadIdxFolder(data);
        var entry = MlNetCnn.DataSets.Bundled;

        Assert.Equal((entry.TrainImages, entry.TestImages, entry.Shape), (train.Count, test!.Count, train.Shape));
        Assert.Equal(entry.Classes.ToArray(), train.ClassNames);
    }

    [Fact]
    public void TryFind_AName_MindsNoCapitals()
    {
        Assert.True(MlNetCnn.DataSets.TryFind("CIFAR10", out var found));
        Assert.Same(MlNetCnn.DataSets.Cifar10, found);
        Assert.False(MlNetCnn.DataSets.TryFind("cifar", out _));
    }
}
