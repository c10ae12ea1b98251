using System.CommandLine;
using System.CommandLine.Parsing;

namespace MlNetCnn.Cli;

/// <summary>--quiet and --verbose.</summary>
internal sealed class VerbosityOptions
{
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print only errors and one line of result." };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Print what is done and how long it takes, on standard error." };

    public IReadOnlyList<Option> All => [_quiet, _verbose];

    public void Check(CommandResult result)
    {
        if (result.GetValue(_quiet) && result.GetValue(_verbose))
            result.AddError("Give --quiet or --verbose, not both.");
    }

    public Verbosity Of(ParseResult result) =>
        result.GetValue(_quiet) ? Verbosity.Quiet : result.GetValue(_verbose) ? Verbosity.Verbose : Verbosity.Normal;
}
