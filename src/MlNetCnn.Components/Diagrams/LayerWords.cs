using System.Collections.Immutable;
using System.Text.Json;

namespace MlNetCnn.Components;

/// <summary>Descriptions of layers for labels, tables and screen readers.</summary>
internal static class LayerWords
{
    /// <summary>Settings by their JSON names, defaults included, without the layer's name and nested layers.</summary>
    public static ImmutableArray<(string Name, string Value)> Settings(Layer layer) =>
    [
        .. LayerSetting.Of(layer.GetType())
            .Where(s => s.Name != "name" && s.Type != typeof(LayerList) && s.Type != typeof(Layer))
            .Select(s => (s.Name, Value(s, layer))),
    ];

    /// <summary>Null where this kind of layer has no such setting.</summary>
    public static string? Setting(Layer layer, string name) =>
        Settings(layer).Where(s => s.Name == name).Select(s => s.Value).FirstOrDefault();

    /// <summary><c>outChannels 6, kernel 5×5</c>: settings that differ from their default.</summary>
    public static string Summary(Layer layer) => string.Join(", ", LayerSetting.Of(layer.GetType())
        .Where(s => s.Name != "name" && s.Type != typeof(LayerList) && s.Type != typeof(Layer))
        .Where(s => s.IsRequired || !Equals(s.Property.GetValue(layer), s.Default))
        .Select(s => $"{s.Name} {Value(s, layer)}"));

    /// <summary>Shapes and costs in one sentence.</summary>
    public static string Sentence(LayerPlan layer, ReceptiveFields fields)
    {
        var settings = Summary(layer.Layer);
        return $"{layer.Path}, {layer.Kind}{(settings.Length > 0 ? $", {settings}" : "")}: {layer.Input} to {layer.Output}, "
            + $"{layer.Parameters:n0} parameters, {layer.Macs:n0} multiply-accumulates, receptive field {Field(layer, fields)}";
    }

    /// <summary>In pixels.</summary>
    public static string Field(LayerPlan layer, ReceptiveFields fields) => fields[layer.Path]?.ToString() ?? "whole image";

    private static string Value(LayerSetting setting, Layer layer) => setting.Property.GetValue(layer) switch
    {
        null when setting.Type == typeof(int?) => "classes",
        null when setting.Type == typeof(Size2d?) => "as the kernel",
        null => "none",
        bool value => value ? "yes" : "no",
        double value => value.ToString("0.##########"),
        Enum value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()),
        var value => value.ToString()!,
    };
}
