using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MlNetCnn.Cli;

/// <summary>Help for commands with many options: the common ones by --help, every one by --help-all, with a heading for each group.</summary>
internal sealed class GroupedHelp : SynchronousCommandLineAction
{
    private const string HelpAll = "--help-all";

    // Lines of the short help must stay readable in a pipe too.
    private const int MostColumns = 100;

    private readonly HelpAction _help = new();
    private readonly ImmutableArray<(string Heading, Option First)> _groups;
    private readonly ImmutableArray<Option> _left;

    // Options left out are hidden only while the help is printed: completion offers them.
    private GroupedHelp(IEnumerable<(string Heading, IReadOnlyList<Option> Options)> groups, IEnumerable<Option> left)
    {
        _left = [.. left];
        _groups = [.. groups.Select(g => (g.Heading, g.Options.Except(_left).FirstOrDefault())).Where(g => g.Item2 is not null).Select(g => (g.Heading, g.Item2!))];
    }

    public override bool ClearsParseErrors => true;

    public static void Add(Command command, IEnumerable<Option> common, params IEnumerable<(string Heading, IReadOnlyList<Option> Options)> groups)
    {
        var (help, all) = (new HelpOption { Description = "Show help" }, new Option<bool>(HelpAll) { Description = "Show help with every option", Arity = ArgumentArity.Zero });
        groups = [.. groups, ("Help", [all, help])];
        Option[] options = [.. groups.SelectMany(g => g.Options)];
        foreach (var option in options)
            command.Options.Add(option);
        help.Action = new GroupedHelp(groups, options.Except(common).Except([help]));
        all.Action = new GroupedHelp(groups, []);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        foreach (var line in Text(parseResult).ReplaceLineEndings("\n").TrimEnd().Split('\n'))
            output.WriteLine(line == "Options:" ? $"{_groups[0].Heading}:" : HeadingAbove(line) + line.TrimEnd());
        if (!_left.IsEmpty)
            output.WriteLine($"{Environment.NewLine}{UsageError.PathOf(parseResult)} {HelpAll} shows {_left.Length - 1} more options.");
        return 0;
    }

    private string Text(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var help = new StringWriter();
        configuration.Output = help;
        if (!_left.IsEmpty)
            _help.MaxWidth = Math.Min(_help.MaxWidth, MostColumns);
        foreach (var option in _left)
            option.Hidden = true;
        try
        {
            _help.Invoke(parseResult);
            return help.ToString();
        }
        finally
        {
            foreach (var option in _left)
                option.Hidden = false;
            configuration.Output = output;
        }
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
