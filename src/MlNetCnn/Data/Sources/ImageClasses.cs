using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>What a source's groups mean.</summary>
/// <param name="Names">The classes in their order.</param>
/// <param name="Groups">The split and the class of each group.</param>
internal sealed record ImageClasses(ImmutableArray<string> Names, IReadOnlyDictionary<string, (SplitKind Split, string Class)> Groups)
{
    /// <summary>The same with names for the classes.</summary>
    public ImageClasses Named(IReadOnlyDictionary<string, string> names) =>
        new([.. Names.Select(name => names[name])], Groups.ToDictionary(group => group.Key, group => (group.Value.Split, names[group.Value.Class])));
}
