using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;

namespace MlNetCnn.Experiments;

public sealed record RunEnvironment
{
    private static readonly string[] Packages =
        ["MlNetCnn", "TorchSharp", "Microsoft.ML.Core", "Microsoft.ML.OnnxRuntime"];

    public required string Machine { get; init; }

    /// <summary><c>cpu</c> or <c>cuda:N</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Threads of libtorch.</summary>
    public required int Threads { get; init; }

    /// <summary>Logical processors of the machine.</summary>
    public required int Processors { get; init; }

    public required string OperatingSystem { get; init; }

    public required string Runtime { get; init; }

    /// <summary>Versions of the packages that compute, by package name.</summary>
    public required ImmutableSortedDictionary<string, string> Versions { get; init; }

    /// <summary>Describes this process.</summary>
    internal static RunEnvironment Here(string device, int threads) => new()
    {
        Machine = Environment.MachineName,
        Device = device,
        Threads = threads,
        Processors = Environment.ProcessorCount,
        OperatingSystem = RuntimeInformation.OSDescription,
        Runtime = RuntimeInformation.FrameworkDescription,
        Versions = Packages.Select(name => (name, Version: VersionOf(name))).Where(p => p.Version is not null)
            .ToImmutableSortedDictionary(p => p.name, p => p.Version!, StringComparer.Ordinal),
    };

    private static string? VersionOf(string assembly)
    {
        try
        {
            // 5.0.1+3ffa9f7… → 5.0.1
            return Assembly.Load(assembly).GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
