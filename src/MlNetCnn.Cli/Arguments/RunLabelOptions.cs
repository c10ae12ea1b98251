using System.Collections.Immutable;
using System.CommandLine;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>The options for a run's name, group and tags.</summary>
internal sealed class RunLabelOptions
{
    private readonly Option<string?> _name = Options.Optional<string>("--name", "NAME", "Name the run. Default: the network's name.");
    private readonly Option<string?> _group = Options.Optional<string>("--group", "GROUP", "Put the run into this group.");
    private readonly Option<string?> _note = Options.Optional<string>("--note", "TEXT", "Attach a note to the run.");

    private readonly Option<string[]> _tags = new("--tag")
    {
        Description = "Tag the run with this word; may be given several times.",
        HelpName = "TAG",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The options that most people set.</summary>
    public IEnumerable<Option> Common => [_name];

    public IReadOnlyList<Option> All => [_name, _group, _tags, _note];

    /// <summary>What belongs to a run, but not to its request.</summary>
    public Option Note => _note;

    /// <summary>What is not given stays as it is.</summary>
    public RunRequest ApplyTo(ParseResult result, RunRequest request) =>
        request with
        {
            Name = result.GetValue(_name) ?? request.Name,
            Group = result.GetValue(_group) ?? request.Group,
            Tags = result.GetResult(_tags) is null ? request.Tags : [.. result.GetRequiredValue(_tags)],
        };

    public string? NoteOf(ParseResult result) => result.GetValue(_note);

    public RunEdit EditOf(ParseResult result) => new()
    {
        Name = result.GetValue(_name),
        Group = result.GetValue(_group),
        Note = result.GetValue(_note),
        Tags = result.GetResult(_tags) is null ? null : result.GetRequiredValue(_tags).Where(t => t.Length > 0).ToImmutableArray(),
    };
}
