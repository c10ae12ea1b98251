using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace MlNetCnn;

/// <summary>
/// One setting of a kind of layer, or of an architecture, read off its record: checks, JSON and the schema follow from it.
/// </summary>
/// <param name="Name">Its name in JSON: <c>outChannels</c>.</param>
/// <param name="Property">Where the record has it.</param>
/// <param name="IsRequired">Whether it has no default.</param>
/// <param name="Default">Its value where nothing is said.</param>
/// <param name="Range">What it may be, or null where its type alone says it.</param>
internal sealed record LayerSetting(string Name, PropertyInfo Property, bool IsRequired, object? Default, WithinAttribute? Range)
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<LayerSetting>> Known = new();

    public Type Type => Property.PropertyType;

    /// <summary>Whether null may be written for 'nothing': a name, a pool's stride, an activation. A width says "classes" instead.</summary>
    public bool AllowsNull => !IsRequired && Default is null && Type != typeof(int?);

    /// <summary>The settings of a record: the name first, then those without a default, then the others.</summary>
    public static ImmutableArray<LayerSetting> Of(Type record) => Known.GetOrAdd(record, Read);

    private static ImmutableArray<LayerSetting> Read(Type record)
    {
        // The primary constructor with neutral arguments: the initial values of the other properties are the defaults.
        var constructor = record.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        var parameters = constructor.GetParameters();
        var neutral = constructor.Invoke([.. parameters.Select(p =>
            p.HasDefaultValue ? p.DefaultValue : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)]);
        return
        [
            .. record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.SetMethod is not null)
                .Select(p => new LayerSetting(
                    JsonNamingPolicy.CamelCase.ConvertName(p.Name),
                    p,
                    parameters.Any(q => q.Name == p.Name && !q.HasDefaultValue),
                    p.GetValue(neutral),
                    p.GetCustomAttribute<WithinAttribute>()))
                .OrderBy(s => s.Name == "name" ? 0 : s.IsRequired ? 1 : 2),
        ];
    }
}
