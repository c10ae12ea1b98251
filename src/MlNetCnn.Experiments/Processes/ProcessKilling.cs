using System.ComponentModel;
using System.Diagnostics;

namespace MlNetCnn.Experiments;

internal static class ProcessKilling
{
    /// <summary>Kills a process and its children; does nothing if it has exited.</summary>
    public static void KillTree(this Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // Already exited.
        }
    }
}
