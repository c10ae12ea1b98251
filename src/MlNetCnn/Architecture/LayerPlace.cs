namespace MlNetCnn;

/// <summary>A layer where it stands in a description.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="JsonPath">Its place as JSON has it: <c>$.layers[2].body[0]</c>. It stays the same when layers are renamed.</param>
/// <param name="LayerPath">Its path as plans have it: <c>stage2.conv1</c>.</param>
/// <param name="Depth">In how many blocks it lies.</param>
internal sealed record LayerPlace(Layer Layer, string JsonPath, string LayerPath, int Depth)
{
    /// <summary>Every layer of a network, blocks before what is in them.</summary>
    public static IEnumerable<LayerPlace> All(Architecture architecture) =>
        Sequence(architecture.Layers, "$.layers", new LayerNames(""), 0);

    private static IEnumerable<LayerPlace> Sequence(LayerList layers, string json, LayerNames names, int depth) =>
        layers.SelectMany((layer, i) => WithInner(layer, $"{json}[{i}]", names.PathOf(layer, i), depth));

    private static IEnumerable<LayerPlace> WithInner(Layer layer, string json, string path, int depth)
    {
        var names = LayerNames.Inside(layer, path);
        return LayerSetting.Of(layer.GetType())
            .SelectMany(setting => (setting.Property.GetValue(layer), json: $"{json}.{setting.Name}") switch
            {
                (LayerList list, var at) => Sequence(list, at, setting.IsRequired ? names : names.ForUnnamed(setting.Name), depth + 1),
                (Layer single, var at) => WithInner(single, at, names.ForUnnamed(setting.Name).PathOf(single, 0), depth + 1),
                _ => [],
            })
            .Prepend(new LayerPlace(layer, json, path, depth));
    }
}
