using System.CommandLine;
using System.CommandLine.Parsing;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>The networks, images and settings of a comparison, given as arguments or by a sweep file.</summary>
internal sealed class SweepArguments
{
    private readonly DataOptions _data = new();
    private readonly SweepOptions _settings = new();
    private readonly Option<int> _seeds = new("--seeds") { Description = "Train each choice with this many random seeds.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<int?> _random = Options.Optional<int?>("--random", "N", "Draw this many choices at random instead of trying all.");
    private readonly Option<int> _drawSeed = new("--draw-seed") { Description = "Set the random seed of --random.", HelpName = "N", DefaultValueFactory = _ => 0 };
    private readonly Option<int?> _halving = Options.Optional<int?>("--halving", "N",
        "Prune runs by successive halving: after 1/N, 1/N² … of the epochs only the best of N choices, by validation accuracy, continue; at least 2, usually 3. Default: none.");
    private readonly Option<int> _maxRuns = new("--max-runs")
    {
        Description = "Refuse a comparison of more runs than this, from 1 to 1,000,000.",
        HelpName = "N",
        DefaultValueFactory = _ => Sweep.DefaultMaxRuns,
    };
    private readonly Option<string?> _file = Options.Optional<string>("--sweep", "FILE.json",
        "Read networks, images, settings and seeds from this file, as --print-sweep writes it.");

    public Argument<string[]> Networks { get; } = ArchitectureSource.CreateArgument<string[]>(ArgumentArity.ZeroOrMore);

    public IReadOnlyList<Option> Choices => [_seeds, _random, _drawSeed, _halving, _maxRuns, _file];

    /// <summary>The options that most people set.</summary>
    public IEnumerable<Option> Common => [_seeds, _halving, _file, .. _data.Common, .. _settings.Common];

    public IReadOnlyList<Option> Images => _data.OfRuns;

    public IEnumerable<(string Heading, IReadOnlyList<Option> Options)> Settings =>
        Enum.GetValues<TrainingSettingGroup>().Select(g => (SettingOptions.HeadingOf(g), (IReadOnlyList<Option>)[.. _settings.Of(g)])).Where(g => g.Item2.Count > 0);

    /// <summary>Reports conflicting options and invalid values.</summary>
    public void Check(CommandResult result)
    {
        var hasNetworks = result.GetValue(Networks) is { Length: > 0 };
        if (result.GetValue(_file) is null)
        {
            if (!hasNetworks)
                result.AddError("ARCHITECTURE is missing: name a network, or give --sweep FILE.json.");
            _settings.Check(result);
            if (result.GetValue(_halving) is not null && !_settings.Given(result).ContainsKey("validation-fraction"))
                result.AddError("--halving ranks runs by their accuracy on validation images: give --validation-fraction too.");
            return;
        }
        if (hasNetworks)
            result.AddError("--sweep names the networks: leave ARCHITECTURE out.");
        foreach (var option in Choices.Concat(Images).Concat(Settings.SelectMany(s => s.Options)).Where(o => o != _file && o != _maxRuns && result.GetResult(o) is { Implicit: false }))
            result.AddError($"--sweep says all that is trained: leave {option.Name} out, or change it in the file.");
    }

    /// <summary>Builds the sweep and checks that its data exist.</summary>
    /// <exception cref="IOException">The file or the data are not there.</exception>
    /// <exception cref="InvalidDataException">The file is no sweep.</exception>
    public Sweep Read(ParseResult result) => OfFileOrArguments(result) with { MaxRuns = Options.Positive(_maxRuns.Name, result.GetValue(_maxRuns)) };

    private Sweep OfFileOrArguments(ParseResult result)
    {
        if (result.GetValue(_file) is { } file)
        {
            var sweep = Sweep.Load(file);
            return sweep with { Data = new DataRequest(sweep.Data, new()).NameForRuns };
        }
        var images = _data.Read(result);
        return new Sweep
        {
            Architectures = [.. result.GetRequiredValue(Networks).Select(a => ArchitectureSource.Find(a).Architecture)],
            Data = images.NameForRuns,
            Images = images.ImagesForRuns,
            Settings = _settings.Given(result.CommandResult),
            Seeds = Options.Positive(_seeds.Name, result.GetValue(_seeds)),
            Choices = result.GetValue(_random),
            DrawSeed = result.GetValue(_drawSeed),
            Halving = result.GetValue(_halving),
        };
    }
}
