namespace MlNetCnn.Cli;

/// <summary>A column of a summary; a cell is empty for a cost of 0, which most layers have.</summary>
internal sealed record LayerColumn(string Title, bool IsNumber, Func<LayerRow, string> Cell, string Total = "")
{
    public static LayerColumn Path { get; } = new("layer", false, row => row.Path, "total");

    public static LayerColumn Kind { get; } = new("kind", false, row => row.Kind);

    public static LayerColumn Output { get; } = new("output", false, row => $"{row.Output}");

    public static LayerColumn Parameters(IReadOnlyList<LayerRow> rows) => Sum("parameters", rows, row => row.Parameters, Exact);

    public static LayerColumn Macs(IReadOnlyList<LayerRow> rows) => Sum("MACs", rows, row => row.Macs, Exact);

    public static LayerColumn RoundedMacs(IReadOnlyList<LayerRow> rows) => Sum("MACs", rows, row => row.Macs, Quantity.Count);

    public static LayerColumn Weights(IReadOnlyList<LayerRow> rows) => Sum("weights", rows, row => row.WeightBytes, Quantity.Bytes);

    public static LayerColumn Activations(IReadOnlyList<LayerRow> rows) => Sum("activations", rows, row => row.OutputBytes, Quantity.Bytes);

    private static LayerColumn Sum(string title, IReadOnlyList<LayerRow> rows, Func<LayerRow, long> value, Func<long, string> format) =>
        new(title, true, row => value(row) == 0 ? "" : format(value(row)), format(rows.Sum(value)));

    private static string Exact(long count) => $"{count:N0}";
}
