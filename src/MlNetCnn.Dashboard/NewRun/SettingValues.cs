using System.Collections.Immutable;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>The values that were typed for a setting: one, or several to try.</summary>
internal static class SettingValues
{
    /// <summary>Every value once; of a setting that is a list itself the text as it is.</summary>
    public static ImmutableArray<string> Of(TrainingSetting setting, string text) =>
        setting.Kind == SettingKind.List || Of(text) is [] ? [text] : Of(text);

    /// <summary>The values that commas part, each once.</summary>
    public static ImmutableArray<string> Of(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
