using System.Collections.Immutable;
using Microsoft.ML;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>
/// A pipeline as one ONNX graph: ML.NET's steps by its own conversion, one by one, and networks by ours. ML.NET's alone begins anew behind a
/// step that it cannot convert, without a word.
/// </summary>
internal static class ChainConversion
{
    // These leave no node but Identity.
    private static readonly string[] Copying = ["ColumnCopyingTransformer", "ColumnSelectingTransformer"];

    /// <exception cref="ArgumentException">There is no network among the steps, or one of them cannot be converted.</exception>
    /// <exception cref="InvalidOperationException">The app has no Microsoft.ML.OnnxConverter.</exception>
    public static ModelProto Convert(MLContext ml, ITransformer model, IDataView input)
    {
        var steps = Acceleration.Flatten(model).ToImmutableArray();
        if (!steps.OfType<CnnTransformer>().Any())
            throw new ArgumentException(
                $"There is no network of this library among the {steps.Length} steps of this model: pass what Fit gave, or a model that ml.Model.Load gave through ml.Cnn.Accelerate first.",
                nameof(model));
        var (graph, rows) = (new ChainGraph(), new ColumnsOnly(input.Schema));
        // A step for the columns as they come in; what it adds is none of the pipeline's.
        graph.Append(Converted(ml, ml.Transforms.CopyColumns("MlNetCnn.First", rows.Schema[0].Name).Fit(rows), rows));
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i] is CnnTransformer network)
                graph.Append(network, rows.Schema);
            else
                graph.Append(Checked(ml, steps[i], rows, i + 1));
            rows = new ColumnsOnly(steps[i].GetOutputSchema(rows.Schema));
        }
        return graph.Finish(rows.Schema);
    }

    private static ModelProto Checked(MLContext ml, ITransformer step, IDataView rows, int number)
    {
        var name = step.GetType().Name;
        ModelProto onnx;
        try
        {
            onnx = Converted(ml, step, rows);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw Unconvertible(e.Message, e);
        }
        var isKept = Copying.Contains(name) || onnx.Graph.Node.Any(n => n.OpType != "Identity" && !ChainGraph.IsOfSlotNames(n.Name));
        return isKept ? onnx : throw Unconvertible("ML.NET has no ONNX for it");
        ArgumentException Unconvertible(string why, Exception? inner = null) => new(
            $"Step {number} of this model, {name}, cannot be converted to ONNX ({why.TrimEnd('.')}): leave it to the app, and convert the steps behind it.", nameof(step), inner);
    }

    private static ModelProto Converted(MLContext ml, ITransformer step, IDataView rows)
    {
        using var stream = new MemoryStream();
        try
        {
            ByItself(ml, step, rows, stream);
        }
        catch (FileNotFoundException e) when (e.FileName?.StartsWith("Microsoft.ML.OnnxConverter", StringComparison.Ordinal) is true)
        {
            throw new InvalidOperationException("ML.NET converts its steps by its package Microsoft.ML.OnnxConverter, which this app lacks: add it.", e);
        }
        return ModelProto.Parser.ParseFrom(stream.ToArray());
    }

    // Its assembly is looked for here and nowhere else.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void ByItself(MLContext ml, ITransformer step, IDataView rows, Stream stream) => ml.Model.ConvertToOnnx(step, rows, stream);
}
