using System.CommandLine;

namespace MlNetCnn.Cli;

/// <summary>Commands without their options and arguments where a line does not name them: setting up all of them takes longer than most of them run.</summary>
/// <param name="line">The line's words; null for all of every command.</param>
internal sealed class Deferred(IReadOnlyList<string>? line)
{
    public Command Command(string name, string description, Func<Command> create) => line is null || line.Contains(name) ? create() : new Command(name, description);
}
