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

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_OntoALink_WritesWhatItLeadsTo(bool isThere)
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        Directory.CreateDirectory(PathOf("elsewhere"));
        if (isThere)
            File.WriteAllText(PathOf("elsewhere/file"), "old");
        File.CreateSymbolicLink(PathOf("link"), "second");
        File.CreateSymbolicLink(PathOf("second"), "elsewhere/file");

        AtomicFile.Write(PathOf("link"), stream => stream.Write("new"u8));

        Assert.Equal("second", new FileInfo(PathOf("link")).LinkTarget);
        Assert.Equal("new", File.ReadAllText(PathOf("elsewhere/file")));
        Assert.Equal([PathOf("elsewhere/file")], Directory.GetFileSystemEntries(PathOf("elsewhere")));
    }

    [SkippableFact]
    public async Task Write_OntoAPipe_WritesIntoIt()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no pipes among files.");
        Make("mkfifo", PathOf("pipe"));
        var read = Task.Run(() => File.ReadAllText(PathOf("pipe")));

        AtomicFile.Write(PathOf("pipe"), stream =>
        {
            stream.Write("....new"u8);
            stream.Position = 0; // as formats do that write their header last
            stream.Write("size"u8);
        });

        Assert.Equal("sizenew", await read);
        Assert.Equal(0, new FileInfo(PathOf("pipe")).Length);
        Assert.Equal([PathOf("pipe")], Directory.GetFileSystemEntries(_folder));
    }

    [SkippableFact]
    public void Write_OntoADevice_LeavesIt()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Making a device needs Linux and root.");
        Skip.IfNot(Make("mknod", PathOf("null"), "c", "1", "3") && Make("mknod", PathOf("full"), "c", "1", "7"), "Devices cannot be made here.");

        AtomicFile.Write(PathOf("null"), stream => stream.Write("new"u8));
        var error = Assert.Throws<IOException>(() => AtomicFile.Write(PathOf("full"), stream => stream.Write("new"u8)));

        Assert.Equal($"'{PathOf("full")}' cannot be written: the disk is full.", error.Message);
        Assert.Equal("", File.ReadAllText(PathOf("null")));
    }

    private static bool Make(string command, params string[] args)
    {
        using var process = System.Diagnostics.Process.Start(command, args);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);
}
