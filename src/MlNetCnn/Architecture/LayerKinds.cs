using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;

namespace MlNetCnn;

/// <summary>The registry of layer kinds: every record that <see cref="Layer"/> lists for JSON.</summary>
internal static class LayerKinds
{
    private static readonly FrozenDictionary<Type, string> Names = typeof(Layer)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(a => a.DerivedType, a => (string)a.TypeDiscriminator!);

    public static ImmutableArray<Type> All { get; } = [.. Names.Keys.OrderBy(t => t.Name, StringComparer.Ordinal)];

    /// <summary>The kinds' names as JSON has them, in the order of <see cref="All"/>.</summary>
    public static ImmutableArray<string> AllNames { get; } = [.. All.Select(t => Names[t])];

    /// <summary>The record of a kind, or null where there is none of that name.</summary>
    public static Type? Find(string name) => All.FirstOrDefault(t => Names[t] == name);

    public static string NameOf(Type layer) => Names[layer];
}
