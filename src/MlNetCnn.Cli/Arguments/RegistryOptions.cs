using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;

namespace MlNetCnn.Cli;

/// <summary>A registry of settings as command-line options, which reject invalid values.</summary>
internal class RegistryOptions<TOptions, TSetting>(IEnumerable<TSetting> settings)
    where TOptions : class, new()
    where TSetting : OptionSetting<TOptions>
{
    private readonly ImmutableArray<(TSetting Setting, Option Option)> _all = [.. settings.Select(s => (s, Create(s)))];

    /// <summary>In the registry's order.</summary>
    public IEnumerable<Option> Where(Func<TSetting, bool> isWanted) => _all.Where(o => isWanted(o.Setting)).Select(o => o.Option);

    /// <summary>The options of settings that most people set.</summary>
    public IEnumerable<Option> Common => Where(s => s.IsCommon);

    public IEnumerable<KeyValuePair<string, string>> Given(CommandResult result)
    {
        foreach (var (setting, option) in _all)
        {
            if (result.GetResult(option) is { Implicit: false } given)
                yield return new(setting.Name, TextOf(given));
        }
    }

    private static Option Create(TSetting setting)
    {
        Option option = setting.Kind switch
        {
            // A flag alone means true; the next word belongs to it only if it is true or false.
            SettingKind.Flag => new Option<bool>($"--{setting.Name}") { Description = setting.Description },
            SettingKind.List => new Option<string[]>($"--{setting.Name}")
            {
                Description = setting.Description,
                HelpName = setting.Placeholder,
                Arity = ArgumentArity.OneOrMore,
            },
            _ => Options.Optional<string>($"--{setting.Name}", Options.PlaceholderOf(setting), setting.Description),
        };
        option.CompletionSources.Add([.. setting.Words]);
        option.Validators.Add(result =>
        {
            try
            {
                setting.Read(TextOf(result), new());
            }
            catch (FormatException e)
            {
                result.AddError($"--{e.Message}");
            }
        });
        return option;
    }

    private static string TextOf(OptionResult given) => given.Tokens.Count == 0 ? "true" : string.Join(',', given.Tokens.Select(t => t.Value));
}
