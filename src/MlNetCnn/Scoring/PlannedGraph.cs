using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>A network that was planned and written here.</summary>
internal sealed class PlannedGraph(CnnModel model, string source = "The model") : ScoringGraph
{
    public override string Source => source;

    public override CnnModel Model => model;

    public override TensorShape Image => model.Plan.Input;

    public override ImmutableArray<string> ClassNames => model.ClassNames;

    public override float? KnownFrom => model.KnownFrom;

    public override float Temperature => model.Temperature;

    public override bool IsKnownByFamiliarity => model.Familiarity is not null;

    public override string? DataReference => model.DataReference;

    public override bool IsOneByOne => false;

    public override byte[] ToOnnx(OnnxExportOptions options) => model.ToOnnx(options);

    public override ImmutableArray<NetworkColumn> Columns(IEnumerable<LayerOutput> outputs)
    {
        var columns = outputs.Select(o => new NetworkColumn(o.Path, o.ColumnName, KnownScore(o.Path) ?? Layer(o.Path).Output)).ToImmutableArray();
        HashSet<string> taken = new([CnnSchema.Score, CnnSchema.PredictedLabel, CnnSchema.IsKnown, CnnSchema.PredictedClass, .. model.Plan.Tensors.Select(t => t.Key)], StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (string.IsNullOrEmpty(column.Name) || !taken.Add(column.Name))
                throw new ArgumentException(
                    $"The output of '{column.Path}' cannot be column '{column.Name}', a name that is empty or taken: give it another ColumnName.");
        }
        return columns;
    }

    private LayerPlan Layer(string path)
    {
        var layers = model.Plan.Layers.SelectMany(l => l.WithInner).ToArray();
        return layers.FirstOrDefault(l => l.Path == path) ?? throw new ArgumentException(
            $"There is no layer '{path}' in network '{model.Plan.Architecture.Name}': it has "
            + $"{string.Join(", ", Spelling.Closest(path, layers.Select(l => l.Path), count: 8).Select(p => $"'{p}'"))}"
            + (layers.Length > 8 ? $" and {layers.Length - 8} others." : "."));
    }
}
