using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace MlNetCnn.Training;

/// <summary>Who owns a Linux folder and who may write to it; .NET knows the mode but not the owner.</summary>
/// <param name="Owner">The owner's user number.</param>
/// <param name="Mode">The permissions; empty of a type.</param>
/// <param name="IsFolder">False for anything else, a symbolic link too.</param>
[SupportedOSPlatform("linux")]
internal sealed partial record UnixFolder(uint Owner, UnixFileMode Mode, bool IsFolder)
{
    private const int CurrentFolder = -100, DoNotFollow = 0x100, TypeModeAndOwner = 0x1 | 0x2 | 0x8;
    private const int TypeMask = 0xf000, FolderType = 0x4000, PermissionMask = 0xfff;

    /// <summary>The user number this process acts as.</summary>
    public static uint CurrentUser => GetEffectiveUser();

    /// <summary>Reads owner and mode of <paramref name="path"/>.</summary>
    public static UnixFolder Read(string path, bool followLink = false)
    {
        // struct statx has one layout on every architecture: nlink at byte 16, uid at 20, gid at 24, mode at 28.
        Span<byte> status = stackalloc byte[256];
        if (Statx(CurrentFolder, path, followLink ? 0 : DoNotFollow, TypeModeAndOwner, status) != 0)
            throw new IOException($"The owner of '{path}' cannot be read: error {Marshal.GetLastPInvokeError()}.");
        var mode = BitConverter.ToUInt16(status[28..]);
        return new(BitConverter.ToUInt32(status[20..]), (UnixFileMode)(mode & PermissionMask), (mode & TypeMask) == FolderType);
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> status);
}
