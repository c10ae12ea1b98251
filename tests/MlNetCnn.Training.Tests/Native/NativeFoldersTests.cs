namespace MlNetCnn.Training.Tests;

public sealed class NativeFoldersTests
{
    [Fact]
    public void Of_HostAndApp_SearchesBothAndTheRuntimesFolderOnce()
    {
        var app = Path.GetFullPath("app");
        var extracted = Path.GetFullPath("extracted");
        var host = string.Join(Path.PathSeparator, extracted, app + Path.DirectorySeparatorChar, "");

        var folders = NativeFolders.Of(app + Path.DirectorySeparatorChar, host, "linux-x64");

        Assert.Equal([extracted, app, Path.Combine(app, "runtimes", "linux-x64", "native")], folders);
    }

    [Fact]
    public void Of_HostNamesNothing_SearchesTheApp() =>
        Assert.Equal(2, NativeFolders.Of(AppContext.BaseDirectory, null, "linux-x64").Count);

    [Fact]
    public void Find_SeveralFolders_TakesTheFirstThatHasIt()
    {
        var root = Directory.CreateTempSubdirectory("mlnetcnn-folders-");
        try
        {
            string[] folders = [.. new[] { "a", "b", "c" }.Select(name => root.CreateSubdirectory(name).FullName)];
            File.WriteAllText(Path.Combine(folders[1], "lib.so"), "");
            File.WriteAllText(Path.Combine(folders[2], "lib.so"), "");

            Assert.Equal(Path.Combine(folders[1], "lib.so"), NativeFolders.Find(folders, "lib.so"));
            Assert.Null(NativeFolders.Find(folders, "other.so"));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
