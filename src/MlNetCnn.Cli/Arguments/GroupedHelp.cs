using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MlNetCnn.Cli;

/// <summary>Help for commands with many options, with a heading for each group.</summary>
internal sealed class GroupedHelp : SynchronousCommandLineAction
{
    private readonly HelpAction _help = new();
    private readonly ImmutableArray<(string Heading, Option First)> _groups;

    private GroupedHelp(IEnumerable<(string, Option)> groups) => _groups = [.. groups];

    public static void Add(Command command, params IEnumerable<(string Heading, IReadOnlyList<Option> Options)> groups)
    {
        foreach (var option in groups.SelectMany(g => g.Options))
            command.Options.Add(option);
        var help = new HelpOption();
        help.Action = new GroupedHelp(groups.Select(g => (g.Heading, g.Options[0])).Append(("Help", help)));
        command.Options.Add(help);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var help = new StringWriter();
        configuration.Output = help;
        try
        {
            _help.Invoke(parseResult);
        }
        finally
        {
            configuration.Output = output;
        }
        foreach (var line in help.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n'))
            output.WriteLine(line == "Options:" ? $"{_groups[0].Heading}:" : HeadingAbove(line) + line.TrimEnd());
        return 0;
    }

    private string HeadingAbove(string line)
    {
        if (!line.StartsWith("  -", StringComparison.Ordinal))
            return "";
        // Option names are in the first column only: --data <DIR>, or -?, -h, --help.
        var names = line.TrimStart().Split("  ")[0].Split([' ', ',']);
        var heading = _groups.Skip(1).FirstOrDefault(g => names.Contains(g.First.Name)).Heading;
        return heading is null ? "" : $"{Environment.NewLine}{heading}:{Environment.NewLine}";
    }
}
