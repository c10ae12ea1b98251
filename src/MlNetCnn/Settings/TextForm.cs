using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>How values of a type are written as text, and read back exactly.</summary>
/// <param name="Kind">What the text is.</param>
/// <param name="Placeholder">What stands for it in a description of use.</param>
/// <param name="Needed">What a text must be, to follow "needs".</param>
/// <param name="TryRead">Reads it.</param>
/// <param name="Write">Writes it.</param>
internal sealed record TextForm<T>(SettingKind Kind, string Placeholder, string Needed, TryRead<T> TryRead, Func<T, string> Write)
{
    /// <summary>See <see cref="Setting.Words"/>.</summary>
    public ImmutableArray<string> Words { get; init; } = [];
}
