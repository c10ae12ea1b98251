using System.Collections.Immutable;
using System.CommandLine;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>The options for a run's name, group and tags.</summary>
internal sealed class RunLabelOptions
{
    private readonly Option<string?> _name = Options.Optional<string>("--name", "NAME", "What to call the run. Default: the network's name.");
    private readonly Option<string?> _group = Options.Optional<string>("--group", "GROUP", "The group it belongs to.");
    private readonly Option<string?> _note = Options.Optional<string>("--note", "TEXT", "A note to keep with it.");

    private readonly Option<string[]> _tags = new("--tag")
    {
        Description = "A word to find it by; may be given several times.",
        HelpName = "TAG",
        Arity = ArgumentArity.OneOrMore,
    };

    public IReadOnlyList<Option> All => [_name, _group, _tags, _note];

    public RunRequest ApplyTo(ParseResult result, RunRequest request) =>
        request with { Name = result.GetValue(_name), Group = result.GetValue(_group), Tags = [.. result.GetValue(_tags) ?? []] };

    public string? NoteOf(ParseResult result) => result.GetValue(_note);

    public RunEdit EditOf(ParseResult result) => new()
    {
        Name = result.GetValue(_name),
        Group = result.GetValue(_group),
        Note = result.GetValue(_note),
        Tags = result.GetResult(_tags) is null ? null : result.GetRequiredValue(_tags).Where(t => t.Length > 0).ToImmutableArray(),
    };
}
