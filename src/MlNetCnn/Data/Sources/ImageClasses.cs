using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>What a source's groups mean.</summary>
/// <param name="Names">The classes in their order.</param>
/// <param name="Groups">The split and the class of each group.</param>
internal sealed record ImageClasses(ImmutableArray<string> Names, IReadOnlyDictionary<string, (SplitKind Split, string Class)> Groups);
