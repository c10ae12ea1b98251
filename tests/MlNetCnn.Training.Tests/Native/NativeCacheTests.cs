using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace MlNetCnn.Training.Tests;

[SupportedOSPlatform("linux")]
public sealed class NativeCacheTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly byte[] Content = [1, 2, 3, 4];
    private readonly string _root = Directory.CreateTempSubdirectory("mlnetcnn-cache-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [SkippableFact]
    public void Keep_NewContent_WritesItForTheOwnerAlone()
    {
        SkipElsewhere();

        var path = new NativeCache(_root).Keep("lib.so", Content);

        var hash = Convert.ToHexStringLower(SHA256.HashData(Content));
        Assert.Equal(Path.Combine(_root, "mlnetcnn", "native", hash, "lib.so"), path);
        Assert.Equal(Content, File.ReadAllBytes(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        for (var folder = Path.GetDirectoryName(path)!; folder != _root; folder = Path.GetDirectoryName(folder)!)
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(folder));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [SkippableFact]
    public void Keep_SameContentAgain_LeavesTheFileAlone()
    {
        SkipElsewhere();
        var cache = new NativeCache(_root);
        var path = cache.Keep("lib.so", Content);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);

        Assert.Equal(path, cache.Keep("lib.so", Content));
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(path));
    }

    [SkippableTheory]
    [InlineData(new byte[] { 1, 2, 3, 5 })]
    [InlineData(new byte[] { 1, 2 })]
    public void Keep_TamperedCopy_IsRewritten(byte[] tampered)
    {
        SkipElsewhere();
        var cache = new NativeCache(_root);
        File.WriteAllBytes(cache.Keep("lib.so", Content), tampered);

        Assert.Equal(Content, File.ReadAllBytes(cache.Keep("lib.so", Content)));
    }

    [SkippableFact]
    public void Keep_LinkInPlaceOfCopy_IsReplaced()
    {
        SkipElsewhere();
        var cache = new NativeCache(_root);
        var path = cache.Keep("lib.so", Content);
        var elsewhere = Path.Combine(_root, "elsewhere");
        File.Move(path, elsewhere);
        File.CreateSymbolicLink(path, elsewhere);

        Assert.Null(new FileInfo(cache.Keep("lib.so", Content)).LinkTarget);
    }

    [SkippableTheory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void Keep_FolderOthersMayWriteTo_IsRefused(UnixFileMode added)
    {
        SkipElsewhere();
        var cache = new NativeCache(_root);
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(cache.Keep("lib.so", Content)))!;
        File.SetUnixFileMode(folder, OwnerOnly | added);

        var exception = Assert.Throws<IOException>(() => cache.Keep("lib.so", Content));

        Assert.Contains(folder, exception.Message);
        Assert.Contains("XDG_CACHE_HOME", exception.Message);
    }

    [SkippableFact]
    public void Keep_LinkInPlaceOfFolder_IsRefused()
    {
        SkipElsewhere();
        var elsewhere = Directory.CreateDirectory(Path.Combine(_root, "elsewhere"), OwnerOnly);
        Directory.CreateSymbolicLink(Path.Combine(_root, "mlnetcnn"), elsewhere.FullName);

        Assert.Throws<IOException>(() => new NativeCache(_root).Keep("lib.so", Content));
        Assert.Empty(elsewhere.GetFileSystemInfos());
    }

    [SkippableFact]
    public void Keep_RootOthersMayRename_IsRefusedUnlessSticky()
    {
        SkipElsewhere();
        var open = OwnerOnly | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(_root, open);
        Assert.Throws<IOException>(() => new NativeCache(_root).Keep("lib.so", Content));

        File.SetUnixFileMode(_root, open | UnixFileMode.StickyBit);
        Assert.True(File.Exists(new NativeCache(_root).Keep("lib.so", Content)));
    }

    [SkippableFact]
    public void Read_FolderOfRoot_HasItsOwner()
    {
        SkipElsewhere();

        Assert.Equal(0u, UnixFolder.Read("/proc/sys").Owner);
        Assert.Equal(UnixFolder.CurrentUser, UnixFolder.Read(_root).Owner);
        Assert.Equal(OwnerOnly, UnixFolder.Read(_root).Mode);
    }

    [SkippableFact]
    public void Root_FollowsTheXdgRules()
    {
        SkipElsewhere();

        Assert.Equal("/var/cache/me", NativeCache.Root("/var/cache/me", "/home/me"));
        Assert.Equal("/home/me/.cache", NativeCache.Root("", "/home/me"));
        Assert.Equal("/home/me/.cache", NativeCache.Root("relative", "/home/me"));
        Assert.Throws<IOException>(() => NativeCache.Root(null, null));
    }

    private static void SkipElsewhere() => Skip.IfNot(OperatingSystem.IsLinux(), "The cache is for Linux only.");
}
