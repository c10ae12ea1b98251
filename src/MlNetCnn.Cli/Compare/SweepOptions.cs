using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>The training settings as options that take several values each.</summary>
internal sealed class SweepOptions
{
    // Without the seed: a sweep numbers its seeds itself.
    private readonly ImmutableArray<(TrainingSetting Setting, Option<string[]> Option)> _all =
        [.. TrainingSettings.All.Where(s => s.Group != TrainingSettingGroup.Columns && s.Name != "seed").Select(s => (s, Create(s)))];

    /// <summary>In the registry's order.</summary>
    public IEnumerable<Option> Of(TrainingSettingGroup group) => _all.Where(o => o.Setting.Group == group).Select(o => o.Option);

    public IEnumerable<Option> Common => _all.Where(o => o.Setting.IsCommon).Select(o => o.Option);

    public void Check(CommandResult result)
    {
        foreach (var (name, values) in Given(result))
        {
            try
            {
                foreach (var value in values)
                    TrainingSettings.Find(name).Read(value, new());
            }
            catch (FormatException e)
            {
                result.AddError($"--{e.Message}");
            }
        }
    }

    public ImmutableSortedDictionary<string, ImmutableArray<string>> Given(CommandResult result) => _all
        .Select(o => (o.Setting, Given: result.GetResult(o.Option))).Where(o => o.Given is { Implicit: false })
        .ToImmutableSortedDictionary(o => o.Setting.Name, o => Values(o.Setting, o.Given!.Tokens.Select(t => t.Value)), StringComparer.Ordinal);

    // The values of a list contain commas: the option is repeated for each.
    private static ImmutableArray<string> Values(TrainingSetting setting, IEnumerable<string> texts) => setting.Kind == SettingKind.List
        ? [.. texts]
        : [.. texts.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries))];

    private static Option<string[]> Create(TrainingSetting setting) => new($"--{setting.Name}")
    {
        Description = setting.Description,
        HelpName = setting.Kind switch
        {
            SettingKind.List => setting.Placeholder,
            SettingKind.Flag => "true,false",
            _ => $"{Options.PlaceholderOf(setting)},…",
        },
        Arity = ArgumentArity.OneOrMore,
    };
}
