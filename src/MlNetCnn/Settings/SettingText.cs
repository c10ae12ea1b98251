namespace MlNetCnn;

/// <summary>How one option is read and written.</summary>
/// <param name="Needed">What its text must be, to follow "needs".</param>
/// <param name="Read">The options with this one; null where the text is none of its values.</param>
/// <param name="Write">Its text; empty where it has no value.</param>
internal sealed record SettingText<TOptions>(string Needed, Func<string, TOptions, TOptions?> Read, Func<TOptions, string> Write);
