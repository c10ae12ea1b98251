namespace MlNetCnn.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-").FullName;

    [Fact]
    public void Write_OverAFile_ReplacesIt()
    {
        File.WriteAllText(PathOf("file"), "old and longer");

        AtomicFile.Write(PathOf("file"), stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(PathOf("file")));
        Assert.Equal([PathOf("file")], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Write_WhileItWrites_LeavesTheOldFileInPlace()
    {
        File.WriteAllText(PathOf("file"), "old");

        AtomicFile.Write(PathOf("file"), stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(PathOf("file")));
        });
    }

    [Fact]
    public void Write_OnAFullDisk_SaysSoAndLeavesTheOldFileAndNothingElse()
    {
        const int NoSpace = 28; // ENOSPC, as .NET reports it on Unix
        File.WriteAllText(PathOf("file"), "old");

        var error = Assert.Throws<IOException>(() => AtomicFile.Write(PathOf("file"), stream =>
        {
            stream.Write("half"u8);
            throw new IOException("No space left on device", NoSpace);
        }));

        Assert.Equal($"'{PathOf("file")}' cannot be written: the disk is full.", error.Message);
        Assert.Equal("old", File.ReadAllText(PathOf("file")));
        Assert.Equal([PathOf("file")], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Write_WhenTheContentFails_PassesTheErrorThroughAndLeavesNothing()
    {
        Assert.Throws<FormatException>(() => AtomicFile.Write(PathOf("file"), _ => throw new FormatException()));

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Write_IntoAMissingFolder_NamesTheFolder()
    {
        var error = Assert.Throws<IOException>(() => AtomicFile.Write(PathOf("missing/file"), _ => { }));

        Assert.Equal($"'{PathOf("missing/file")}' cannot be written: there is no folder '{PathOf("missing")}'.", error.Message);
    }

    [Fact]
    public void Write_OntoAFolder_SaysSo()
    {
        Directory.CreateDirectory(PathOf("file"));

        var error = Assert.Throws<IOException>(() => AtomicFile.Write(PathOf("file"), _ => { }));

        Assert.Equal($"'{PathOf("file")}' cannot be written: there is a folder of that name.", error.Message);
    }

    [SkippableFact]
    public void Write_IntoAFolderThatMayNotBeWrittenTo_SaysSo()
    {
        // Not even root may create files in /sys.
        Skip.IfNot(OperatingSystem.IsLinux() && Directory.Exists("/sys"));

        var error = Assert.Throws<IOException>(() => AtomicFile.Write("/sys/file", _ => { }));

        Assert.StartsWith("'/sys/file' cannot be written: ", error.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);
}
