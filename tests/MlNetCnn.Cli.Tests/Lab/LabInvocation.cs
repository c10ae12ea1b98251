using System.CommandLine;
using System.Text.Json.Nodes;

namespace MlNetCnn.Cli.Tests;

/// <summary>`lab` run in this process, its output caught.</summary>
internal static class LabInvocation
{
    public static (int ExitCode, string Output) Run(params string[] arguments) => Run(LabCommand.Create(), arguments);

    public static (int ExitCode, string Output) Run(Command command, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        var exitCode = command.Parse(arguments).Invoke(configuration);
        return (exitCode, output.ToString());
    }

    /// <summary>The one JSON document that the command prints with --json.</summary>
    public static JsonNode Json(params string[] arguments)
    {
        var (exitCode, output) = Run([.. arguments, "--json"]);
        Assert.Equal(0, exitCode);
        return JsonNode.Parse(output)!;
    }
}
