using System.Collections.Immutable;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>Parses the values entered for a setting: one, or several to try.</summary>
internal static class SettingValues
{
    /// <summary>Without duplicates; the text of a list setting is one value.</summary>
    public static ImmutableArray<string> Of(TrainingSetting setting, string text) =>
        setting.Kind == SettingKind.List || Of(text) is [] ? [text] : Of(text);

    /// <summary>Values separated by commas, without duplicates.</summary>
    public static ImmutableArray<string> Of(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
