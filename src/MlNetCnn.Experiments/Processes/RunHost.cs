namespace MlNetCnn.Experiments;

/// <summary>The executable that runs are started with: it hands <c>run-child</c> to <see cref="RunChild"/>.</summary>
/// <param name="FileName">The executable.</param>
/// <param name="Arguments">What comes before <c>run-child</c>: for <c>dotnet</c> the program's .dll.</param>
public sealed record RunHost(string FileName, params IReadOnlyList<string> Arguments)
{
    /// <summary>This process's own executable.</summary>
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
}
