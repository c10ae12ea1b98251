using System.ComponentModel;
using System.Diagnostics;

namespace MlNetCnn.Experiments;

/// <summary>Ends processes.</summary>
internal static class ProcessKilling
{
    /// <summary>Ends a process and what it started, at once; nothing where it is gone already.</summary>
    public static void KillTree(this Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It is gone already.
        }
    }
}
