using System.Collections.Immutable;

namespace MlNetCnn.Experiments;

/// <summary>What a look at a store found.</summary>
/// <param name="IsStoreChanged">Whether anything was written since the look before; what, only <paramref name="Ids"/> say of runs' lines.</param>
/// <param name="Ids">The runs whose <see cref="RunSummary"/> is new, another, or gone.</param>
internal sealed record RunChanges(bool IsStoreChanged, ImmutableArray<string> Ids);
