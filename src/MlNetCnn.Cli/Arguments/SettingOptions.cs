using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>The registry of training settings as options of a command, each named as its setting.</summary>
internal sealed class SettingOptions
{
    // How columns are read is no question where the data come from files.
    private readonly ImmutableArray<(TrainingSetting Setting, Option Option)> _all =
        [.. TrainingSettings.All.Where(s => s.Group != TrainingSettingGroup.Columns).Select(s => (s, Create(s)))];

    /// <summary>The options of a group, in the registry's order.</summary>
    public IEnumerable<Option> Of(TrainingSettingGroup group) => _all.Where(o => o.Setting.Group == group).Select(o => o.Option);

    /// <summary>Adds an error for each value that is none of its setting.</summary>
    public void Check(CommandResult result)
    {
        foreach (var (name, text) in Given(result))
        {
            try
            {
                TrainingSettings.Find(name).Read(text, new());
            }
            catch (FormatException e)
            {
                result.AddError($"--{e.Message}");
            }
        }
    }

    /// <summary>The settings that were given, laid onto options.</summary>
    public TrainingOptions Read(CommandResult result, TrainingOptions start) => TrainingSettings.Parse(Given(result), start);

    /// <summary>The settings that were given, by name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Given(CommandResult result)
    {
        foreach (var (setting, option) in _all)
        {
            if (result.GetResult(option) is { Implicit: false } given)
                yield return new(setting.Name, given.Tokens.Count == 0 ? "true" : string.Join(',', given.Tokens.Select(t => t.Value)));
        }
    }

    private static Option Create(TrainingSetting setting) => setting.Kind switch
    {
        // A flag alone means yes; what follows it belongs to it only if it is true or false.
        TrainingSettingKind.Flag => new Option<bool>($"--{setting.Name}") { Description = setting.Description },
        TrainingSettingKind.List => new Option<string[]>($"--{setting.Name}")
        {
            Description = setting.Description,
            HelpName = setting.Placeholder,
            Arity = ArgumentArity.OneOrMore,
        },
        _ => Options.Optional<string>($"--{setting.Name}", setting.Placeholder, setting.Description),
    };
}
