namespace MlNetCnn.Tests;

public sealed class OwnerOnlyTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-owner-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void CreateFolder_WithThoseAbove_MakesAllForTheOwner()
    {
        if (OperatingSystem.IsWindows())
            return;
        var above = Path.Combine(_folder.FullName, "above");

        OwnerOnly.CreateFolder(Path.Combine(above, "below"));

        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(above));
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(above, "below")));
    }

    [Fact]
    public void CreateFolder_ThatIsThere_KeepsItsPermissions()
    {
        if (OperatingSystem.IsWindows())
            return;
        var shared = Owner | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(_folder.FullName, shared);

        OwnerOnly.CreateFolder(_folder.FullName);

        Assert.Equal(shared, File.GetUnixFileMode(_folder.FullName));
    }

    [Fact]
    public void Open_NewFile_IsTheOwners()
    {
        if (OperatingSystem.IsWindows())
            return;
        var file = Path.Combine(_folder.FullName, "file");

        OwnerOnly.Open(file, new() { Mode = FileMode.CreateNew, Access = FileAccess.Write }).Dispose();

        Assert.Equal(Owner, File.GetUnixFileMode(file));
    }
}
