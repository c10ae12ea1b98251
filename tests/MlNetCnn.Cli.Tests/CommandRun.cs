using System.Text.Json.Nodes;

namespace MlNetCnn.Cli.Tests;

/// <summary>A command that has run: what it left behind.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs it in this process.</summary>
    public static CommandRun Of(params string[] args)
    {
        using var interruption = new Interruption();
        return Of(interruption, args);
    }

    /// <inheritdoc cref="Of(string[])"/>
    public static CommandRun Of(Interruption interruption, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = CommandLine.Run(args, output, error, interruption);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The one JSON document on standard output; anything else there fails.</summary>
    public JsonNode Json()
    {
        Assert.Equal((0, ""), (ExitCode, Error));
        return JsonNode.Parse(Output)!;
    }

    /// <summary>The sentence of a command that printed nothing and failed, or whose arguments were wrong.</summary>
    public string Sentence()
    {
        Assert.Equal("", Output);
        Assert.InRange(ExitCode, Failure.Error, CommandLine.WrongUsage);
        Assert.StartsWith("mlnetcnn: ", Error);
        Assert.EndsWith(".\n", Error.ReplaceLineEndings("\n"));
        Assert.Single(Error.TrimEnd().ReplaceLineEndings("\n").Split('\n'));
        return Error.TrimEnd();
    }
}
