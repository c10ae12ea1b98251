using System.Runtime.InteropServices;

namespace MlNetCnn.Training;

using Architecture = System.Runtime.InteropServices.Architecture;

/// <summary>What was found where libtorch should have been loaded and was not.</summary>
internal sealed record LoadFindings
{
    /// <summary>The operating system.</summary>
    public required OSPlatform System { get; init; }

    /// <summary>The processor this process is built for.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>The version of TorchSharp.</summary>
    public required Version TorchSharp { get; init; }

    /// <summary>The folders that were searched.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>TorchSharp's own native library, or null where none was found.</summary>
    public string? Binding { get; init; }

    /// <summary>libtorch's main library, or null where none was found.</summary>
    public string? LibTorch { get; init; }

    /// <summary>What Linux brings along; null on other systems.</summary>
    public SystemLibraries? Libraries { get; init; }

    /// <summary>The version nodes that the system lacks; the marker that can be done without is not among them.</summary>
    public IReadOnlyList<string> MissingVersions { get; init; } = [];

    /// <summary>The last that went wrong: the system's loader, the cache folder or the adaptation; null if none did.</summary>
    public string? LastFailure { get; init; }
}
