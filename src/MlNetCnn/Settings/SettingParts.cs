using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// What a setting is made of; <see cref="Setting"/> says more about those that it shows. <c>Needed</c> follows "needs" in errors, <c>Read</c>
/// gives null for what is no value, and <c>Write</c> an empty text where there is none.
/// </summary>
internal sealed record SettingParts<TOptions>(
    string Name, string Property, SettingKind Kind, string Description, string Placeholder, ImmutableArray<string> Words, bool IsCommon, bool IsAdvanced,
    string Needed, Func<string, TOptions, TOptions?> Read, Func<TOptions, string> Write);
