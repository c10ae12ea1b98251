namespace MlNetCnn.Tests;

public class DataSetFoldersTests
{
    [Fact]
    public void Below_AFolder_KeepsAllApart()
    {
        var folders = DataSetFolders.Below("/data");

        Assert.Equal(new DataSetFolders("/data/datasets", "/data/own", "/data/images"), folders);
    }

    [Fact]
    public void Store_Folder_HasAllBelowIt()
    {
        using var temporary = new TemporaryFolder();
        var store = new DataSetStore(new() { Folder = temporary.Path });

        Assert.All([store.DownloadFolder, store.OwnFolder, store.DecodedFolder], folder => Assert.Equal(temporary.Path, Path.GetDirectoryName(folder)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path));
    }
}
