using System.CommandLine;
using System.CommandLine.Help;
using MlNetCnn.Cli;

namespace MlNetCnn.Docs;

/// <summary>A page for each command, with its subcommands below it.</summary>
internal static class CommandPages
{
    public const string Index = "cli/index.md";

    public static IEnumerable<Page> All()
    {
        using var interruption = new Interruption();
        var root = CommandLine.Create(interruption);
        Command[] commands = [.. root.Subcommands.Where(c => !c.Hidden)];
        return
        [
            new(Index, "Command line", Overview(root, commands)),
            .. commands.Select(c => new Page($"cli/{c.Name}.md", PathOf(c), [.. Describe(c)])),
        ];
    }

    private static List<string> Overview(Command root, Command[] commands)
    {
        var table = new MarkdownTable(("command", false), ("what it does", false));
        foreach (var command in commands)
            table.Add($"[{PathOf(command)}]({command.Name}.md)", Markdown.Text(FirstSentence(command.Description!)));
        return
        [
            Markdown.Text(root.Description!.Split('\n')[0]), "", .. table.Lines(), "",
            "Every command takes `--help`. Results go to standard output, notes and errors to standard error.",
        ];
    }

    private static IEnumerable<string> Describe(Command command)
    {
        yield return Markdown.Text(command.Description ?? "");
        yield return "";
        Argument[] arguments = [.. command.Arguments.Where(a => !a.Hidden)];
        Option[] options = [.. command.Options.Where(o => !o.Hidden && o is not HelpOption)];
        if (command.Subcommands.Count == 0)
        {
            yield return "```text";
            yield return string.Join(' ', [PathOf(command), .. arguments.Select(Form), .. options.Length > 0 ? ["[options]"] : Array.Empty<string>()]);
            yield return "```";
            yield return "";
        }
        foreach (var line in Table("argument", arguments.Select(a => (Form(a), (string?)null, a.Description)))
            .Concat(Table("option", options.Select(o => (string.Join(", ", [o.Name, .. o.Aliases]), o.HelpName, (string?)(o.Description + Default(o)))))))
            yield return line;
        foreach (var inner in command.Subcommands.Where(c => !c.Hidden))
        {
            yield return $"## {PathOf(inner)}";
            yield return "";
            foreach (var line in Describe(inner))
                yield return line;
        }
    }

    private static IEnumerable<string> Table(string title, IEnumerable<(string Form, string? Value, string? Description)> rows)
    {
        var table = new MarkdownTable((title, false), ("description", false));
        foreach (var (form, value, description) in rows)
            table.Add($"{Markdown.Code(form)} {Markdown.Code(value ?? "")}".TrimEnd(), Markdown.Text(description ?? ""));
        return rows.Any() ? [.. table.Lines(), ""] : [];
    }

    private static string Form(Argument argument)
    {
        var form = argument.HelpName ?? argument.Name;
        form = argument.Arity.MaximumNumberOfValues > 1 ? $"{form}…" : form;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{form}]" : form;
    }

    private static string Default(Option option) => option.HasDefaultValue && option.GetDefaultValue() is { } value and not bool ? $" Default: {value}." : "";

    private static string PathOf(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : command.Name;

    private static string FirstSentence(string text) => text.Split(". ")[0].TrimEnd('.');
}
