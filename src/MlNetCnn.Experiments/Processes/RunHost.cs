using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;

namespace MlNetCnn.Experiments;

/// <summary>The executable that starts runs; it passes <c>run-child</c> to <see cref="RunChild"/>.</summary>
/// <param name="FileName">The executable.</param>
/// <param name="Arguments">What comes before <c>run-child</c>: for <c>dotnet</c> the program's .dll.</param>
internal sealed record RunHost(string FileName, params IReadOnlyList<string> Arguments)
{
    private const string Dependencies = ".deps.json";

    /// <summary>Environment variables that its processes get besides those of this one.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    public static RunHost Own => Of(Assembly.GetEntryAssembly() ?? throw new InvalidOperationException("This process has no program of its own."));

    /// <summary>A program of this process: its own, or another one that came with it and runs with the assemblies of the process.</summary>
    /// <exception cref="NotSupportedException">It is another one, and the process was published as one file or with its runtime.</exception>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "In a single file the location is empty, and that case is handled.")]
    public static RunHost Of(Assembly program)
    {
        var process = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this process is not known.");
        var isDotnet = Path.GetFileNameWithoutExtension(process) == "dotnet";
        var dependencies = $"{AppContext.GetData("APP_CONTEXT_DEPS_FILES")}".Split(';')[0];
        if (program == Assembly.GetEntryAssembly() && (!isDotnet || Path.GetFileName(dependencies) == $"{program.GetName().Name}{Dependencies}"))
            return isDotnet ? new(process, program.Location) : new(process);
        var configuration = dependencies.Replace(Dependencies, ".runtimeconfig.json", StringComparison.Ordinal);
        // The runtime is at shared/Microsoft.NETCore.App/10.0.0 beside 'dotnet'.
        var dotnet = isDotnet ? process : Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(configuration) && File.Exists(dotnet) && program.Location is { Length: > 0 } place
            ? new(dotnet, "exec", "--runtimeconfig", configuration, "--depsfile", dependencies, place)
            : throw new NotSupportedException("Runs are processes of their own, which need the app's .dll files and the 'dotnet' it runs with: publish it framework-dependent and not as a single file.");
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
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        if (threads > 0)
            start.Environment["OMP_NUM_THREADS"] = $"{threads}";
        if (managedBytes > 0)
            start.Environment["DOTNET_GCHeapHardLimit"] = $"{managedBytes:x}";
        // An app's runtime configuration may ask for one heap a core, which a run has no use for.
        start.Environment["DOTNET_gcServer"] = "0";
        // Otherwise glibc has one heap per thread, and memory freed by one thread is not reused by another.
        start.Environment.TryAdd("MALLOC_ARENA_MAX", "1");
        // Threads of libtorch (GNU OpenMP) that wait for each other spin for milliseconds otherwise: two runs at once then take each other's cores.
        if (!start.Environment.ContainsKey("OMP_WAIT_POLICY"))
            start.Environment.TryAdd("GOMP_SPINCOUNT", "1000");
        return Process.Start(start)!;
    }
}
