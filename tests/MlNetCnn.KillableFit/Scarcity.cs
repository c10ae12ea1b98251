using System.Globalization;
using System.Runtime.InteropServices;

namespace MlNetCnn.KillableFit;

/// <summary>Lets this process have only so much more memory, so that allocations fail as on a machine that has no more.</summary>
internal static partial class Scarcity
{
    private const int AddressSpace = 9; // RLIMIT_AS

    public static void Limit(long moreBytes)
    {
        var pages = long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[0], CultureInfo.InvariantCulture);
        var limit = (ulong)((pages * Environment.SystemPageSize) + moreBytes);
        if (SetLimit(AddressSpace, [limit, limit]) != 0)
            throw new InvalidOperationException($"The limit cannot be set: error {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, ulong[] limits);
}
