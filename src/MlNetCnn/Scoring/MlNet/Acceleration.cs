using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Onnx;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>
/// Finds the steps that <see cref="PortableChain"/> wrote within a loaded chain and puts one <see cref="CnnTransformer"/> in their place.
/// </summary>
internal sealed class Acceleration(MLContext ml, ScoringOptions options)
{
    private static readonly Type[] FromGraph =
    [
        typeof(OnnxTransformer), typeof(HashingTransformer), typeof(TypeConvertingTransformer),
        typeof(ValueMappingTransformer), typeof(ValueToKeyMappingTransformer), typeof(ColumnSelectingTransformer),
    ];

    /// <summary>The steps in their order, inner chains opened, by their types' names: from pixels, and from images.</summary>
    private static readonly string[][] Stretches =
    [
        [typeof(TypeConvertingTransformer).FullName!, .. FromGraph.Select(t => t.FullName!)],
        [.. ImageColumn.Steps, .. FromGraph.Select(t => t.FullName!)],
    ];

    /// <exception cref="ArgumentException">There is no network in it.</exception>
    /// <exception cref="InvalidDataException">A network does not fit the steps around it.</exception>
    public TransformerChain<ITransformer> Of(ITransformer loaded)
    {
        var steps = Flatten(loaded).ToArray();
        var result = new List<ITransformer>();
        var replaced = new List<ITransformer>();
        for (var i = 0; i < steps.Length; i++)
        {
            if (Network(steps.AsSpan(i), out var length) is not { } network)
            {
                result.Add(steps[i]);
                continue;
            }
            result.Add(network);
            replaced.AddRange(steps.AsSpan(i, length));
            i += length - 1;
        }
        if (replaced.Count == 0)
            throw new ArgumentException(
                $"There is no network that MlNetCnn saved among the {steps.Length} steps of this model "
                + $"({string.Join(", ", steps.Select(s => s.GetType().Name).Distinct())}): use it as it is.",
                nameof(loaded));
        foreach (var step in replaced.OfType<IDisposable>())
            step.Dispose();
        return new TransformerChain<ITransformer>([.. result]);
    }

    // A generic type of any last step.
    public static IEnumerable<ITransformer> Flatten(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(Flatten) : [model];

    /// <summary>The network whose steps come first here; null where there is none of ours.</summary>
    private CnnTransformer? Network(ReadOnlySpan<ITransformer> steps, out int length)
    {
        length = LengthOfStretch(steps);
        if (length == 0)
            return null;
        var onnx = Graph((OnnxTransformer)steps[length - FromGraph.Length]);
        if (!SavedNetwork.IsIn(onnx) || OnnxMetadata.Find(onnx, OnnxMetadata.FeatureColumn) is null)
            return null;
        var saved = SavedNetwork.Read(onnx, "The network in the loaded model");
        var network = new CnnTransformer(ml, saved.Graph, saved.Layers, saved.FeatureColumn!, options, takesImages: saved.TakesImages, resize: saved.Resize);
        Compare(network, new TransformerChain<ITransformer>(steps[..length].ToArray()));
        return network;
    }

    private static int LengthOfStretch(ReadOnlySpan<ITransformer> steps)
    {
        foreach (var stretch in Stretches)
        {
            var same = 0;
            while (same < Math.Min(stretch.Length, steps.Length) && steps[same].GetType().FullName == stretch[same])
                same++;
            if (same == stretch.Length)
                return same;
        }
        return 0;
    }

    private ModelProto Graph(OnnxTransformer transformer)
    {
        using var zip = new MemoryStream();
        ml.Model.Save(transformer, null, zip);
        zip.Position = 0;
        return OnnxFile.Parse(PortableZip.ReadOnnx(zip), "The network in the loaded model");
    }

    /// <summary>Both must give the same columns, and the same names of classes in the same order.</summary>
    private void Compare(CnnTransformer network, TransformerChain<ITransformer> steps)
    {
        var images = PortableChain.NoRows(ml, network.InputShape, network.FeatureColumnName, network.TakesImages).Schema;
        var (ours, theirs) = (network.GetOutputSchema(images), Output(steps, network, images));
        // The images of files are dropped with what else lies in between.
        foreach (var column in ours.Where(c => !c.IsHidden && !(network.LoadsFiles && c.Name == network.FeatureColumnName)))
        {
            var other = theirs.GetColumnOrNull(column.Name)?.Type;
            if (!column.Type.Equals(other))
                throw Changed($"gives column '{column.Name}' as {column.Type}, but the steps around it give {other?.ToString() ?? "none"}");
        }
        VBuffer<ReadOnlyMemory<char>> names = default;
        theirs[CnnSchema.PredictedLabel].GetKeyValues(ref names);
        if (!names.DenseValues().Select(n => n.ToString()).SequenceEqual(network.ClassNames))
            throw Changed(
                $"has the classes {string.Join(", ", network.ClassNames.Take(5).Select(n => $"'{n}'"))}…, but the labels around it are "
                + $"{string.Join(", ", names.DenseValues().Take(5).Select(n => $"'{n}'"))}…");
    }

    private static DataViewSchema Output(TransformerChain<ITransformer> steps, CnnTransformer network, DataViewSchema images)
    {
        try
        {
            return steps.GetOutputSchema(images);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw Changed(
                $"takes images of {network.InputShape} in column '{network.FeatureColumnName}', but the steps around it refuse them: {e.Message}", e);
        }
    }

    private static InvalidDataException Changed(string what, Exception? inner = null) =>
        new($"The network in the loaded model {what}: the model was changed after it was saved.", inner);
}
