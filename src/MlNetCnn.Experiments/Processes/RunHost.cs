using System.Diagnostics;

namespace MlNetCnn.Experiments;

/// <summary>The executable that starts runs; it passes <c>run-child</c> to <see cref="RunChild"/>.</summary>
/// <param name="FileName">The executable.</param>
/// <param name="Arguments">What comes before <c>run-child</c>: for <c>dotnet</c> the program's .dll.</param>
internal sealed record RunHost(string FileName, params IReadOnlyList<string> Arguments)
{
    public static RunHost Own
    {
        get
        {
            var process = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this process is not known.");
            return Path.GetFileNameWithoutExtension(process) == "dotnet"
                ? new RunHost(process, Path.GetFullPath(Environment.GetCommandLineArgs()[0]))
                : new RunHost(process);
        }
    }

    /// <summary>Starts a process with redirected input and output.</summary>
    /// <param name="threads">The threads it computes with; 0 for libtorch's own choice.</param>
    /// <param name="managedBytes">The most memory for what is no native code's; 0 for no limit.</param>
    /// <param name="arguments">What comes behind <see cref="Arguments"/>.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    internal Process Start(int threads, long managedBytes, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(FileName, [.. Arguments, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (threads > 0)
            start.Environment["OMP_NUM_THREADS"] = $"{threads}";
        if (managedBytes > 0)
            start.Environment["DOTNET_GCHeapHardLimit"] = $"{managedBytes:x}";
        // Otherwise glibc has one heap per thread, and memory freed by one thread is not reused by another.
        start.Environment.TryAdd("MALLOC_ARENA_MAX", "1");
        return Process.Start(start)!;
    }
}
