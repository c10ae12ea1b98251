using System.Globalization;
using System.Text.RegularExpressions;

namespace MlNetCnn.Dashboard;

/// <summary>
/// A JSON path that holds layers: the network's <c>$.layers</c>, a block's <c>$.layers[2].body</c>. A slot for one layer, like
/// <c>$.layers[2].activation</c>, holds none or one.
/// </summary>
internal sealed partial record LayerSlot(string Path)
{
    public static LayerSlot Outermost { get; } = new("$.layers");

    /// <summary>The slot and index of the layer at a JSON path.</summary>
    public static (LayerSlot Slot, int Index) Of(string layerPath) =>
        Indexed().Match(layerPath) is { Success: true } match
            ? (new(match.Groups[1].Value), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))
            : (new(layerPath), 0);

    /// <summary>The slots of a layer at this path.</summary>
    public static IEnumerable<LayerSlot> Inside(Layer layer, string layerPath) => Settings(layer.GetType()).Select(s => new LayerSlot($"{layerPath}.{s.Name}"));

    /// <summary>Whether it holds at most one layer.</summary>
    public bool IsSingle(Architecture architecture) => Setting(architecture) is { } setting && setting.Type == typeof(Layer);

    /// <summary>The JSON path of a layer in it.</summary>
    public string PathOf(Architecture architecture, int index) => IsSingle(architecture) ? Path : $"{Path}[{index}]";

    public LayerList Layers(Architecture architecture) => Read(Owner(architecture), Setting(architecture)!);

    /// <summary>A copy of the network with these layers in the slot.</summary>
    public Architecture With(Architecture architecture, LayerList layers) => (Architecture)Replace(architecture, Steps(), layers);

    private LayerSetting? Setting(Architecture architecture) => SettingOf(Owner(architecture), Steps()[^1].Name);

    private object Owner(Architecture architecture) => Steps()[..^1].Aggregate(
        (object)architecture, (owner, step) => Read(owner, SettingOf(owner, step.Name)!)[step.Index]);

    private (string Name, int Index)[] Steps() =>
        [.. Step().Matches(Path).Select(m => (m.Groups[1].Value, m.Groups[2].Success ? int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture) : 0))];

    private static object Replace(object owner, ReadOnlySpan<(string Name, int Index)> steps, LayerList layers)
    {
        var setting = SettingOf(owner, steps[0].Name)!;
        if (steps.Length > 1)
        {
            var inside = Read(owner, setting).ToArray();
            inside[steps[0].Index] = (Layer)Replace(inside[steps[0].Index], steps[1..], layers);
            layers = [.. inside];
        }
        return Records.With(owner, setting, setting.Type == typeof(LayerList) ? layers : layers.Count > 0 ? layers[0] : null);
    }

    private static LayerList Read(object owner, LayerSetting setting) => setting.Property.GetValue(owner) switch
    {
        LayerList list => list,
        Layer layer => [layer],
        _ => LayerList.Empty,
    };

    private static IEnumerable<LayerSetting> Settings(Type record) =>
        LayerSetting.Of(record).Where(s => s.Type == typeof(LayerList) || s.Type == typeof(Layer));

    private static LayerSetting? SettingOf(object owner, string name) => Settings(owner.GetType()).FirstOrDefault(s => s.Name == name);

    [GeneratedRegex(@"^(.*)\[(\d+)\]$")]
    private static partial Regex Indexed();

    [GeneratedRegex(@"\.(\w+)(?:\[(\d+)\])?")]
    private static partial Regex Step();
}
