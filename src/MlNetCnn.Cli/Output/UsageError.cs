using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace MlNetCnn.Cli;

/// <summary>Messages for invalid arguments, without .NET terms.</summary>
internal static partial class UsageError
{
    /// <summary>The most helpful error, on one line; null where the arguments are valid.</summary>
    public static string? Find(ParseResult result) => result.Action switch
    {
        HelpAction => null,
        // The parser takes an unknown option for an argument where one is allowed, and then its value for an unknown argument.
        _ when OptionLike(result.CommandResult) is { } option => Unknown("Unrecognized option", option, result.CommandResult),
        _ when OptionWithoutValue(result.CommandResult) is { } option => $"{option} needs a value.",
        ParseErrorAction => Explain(result),
        _ => null,
    };

    /// <summary>Adds a check of options against each other, for where each has its value: without one the parser says so.</summary>
    public static void Check(this Command command, Action<CommandResult> check) => command.Validators.Add(result =>
    {
        if (OptionWithoutValue(result) is null)
            check(result);
    });

    /// <summary>Reads or checks values of options and arguments.</summary>
    /// <exception cref="UsageException">A value cannot be used.</exception>
    public static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new UsageException(Failure.OneLine(e), e);
        }
    }

    private static string? OptionWithoutValue(CommandResult command) => command.Children.OfType<OptionResult>()
        .FirstOrDefault(o => !o.Implicit && o.Tokens.Count < o.Option.Arity.MinimumNumberOfValues)?.Option.Name;

    private static string Explain(ParseResult result)
    {
        // An unknown command is reported twice: as unknown, and as a missing one.
        var messages = result.Errors.Select(e => e.Message).ToArray();
        var message = messages.FirstOrDefault(m => m.StartsWith("Unrecognized", StringComparison.Ordinal)) ?? messages[0];
        if (WrongType().Match(message) is { Success: true } wrong)
        {
            var needed = wrong.Groups["type"].Value.Contains("Int32", StringComparison.Ordinal) ? "a whole number" : "a number";
            return $"{wrong.Groups["option"].Value} needs {needed}, but got '{wrong.Groups["text"].Value}'.";
        }
        if (message.StartsWith("Required argument missing", StringComparison.Ordinal))
            return Missing(result.CommandResult);
        return Unrecognized().Match(message) is { Success: true } unknown
            ? Unknown(unknown.Groups["what"].Value, unknown.Groups["word"].Value, result.CommandResult)
            : WhiteSpace().Replace(message, " ");
    }

    private static string Unknown(string what, string word, CommandResult command)
    {
        var mark = word.StartsWith("--", StringComparison.Ordinal) ? "--" : "";
        var known = mark.Length > 0 ? command.Command.Options.Select(o => o.Name[mark.Length..]) : command.Command.Subcommands.Select(c => c.Name);
        return $"{what} '{word}'{Spelling.DidYouMean(word[mark.Length..], known, mark)}";
    }

    /// <summary>For example <c>mlnetcnn data generate</c>.</summary>
    public static string PathOf(ParseResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result.CommandResult; at is CommandResult command; at = at.Parent)
            names.Insert(0, command.Command.Name);
        return string.Join(' ', names);
    }

    private static string? OptionLike(CommandResult command) =>
        command.Command.Arguments.SelectMany(a => command.GetResult(a)?.Tokens ?? []).Select(t => t.Value).FirstOrDefault(t => t is ['-', _, ..]);

    private static string Missing(CommandResult command)
    {
        string[] missing = [.. command.Command.Arguments
            .Where(a => a.Arity.MinimumNumberOfValues > 0 && command.GetResult(a) is not { Tokens.Count: > 0 })
            .Select(a => a.Name)];
        return $"{string.Join(" and ", missing)} {(missing.Length == 1 ? "is" : "are")} missing.";
    }

    [GeneratedRegex("^Cannot parse argument '(?<text>.*)' for option '(?<option>[^']*)' as expected type '(?<type>.*)'")]
    private static partial Regex WrongType();

    [GeneratedRegex(@"^(?<what>Unrecognized [^']*[^' ]) '(?<word>.*)'\.$")]
    private static partial Regex Unrecognized();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
