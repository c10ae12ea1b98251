using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>A model as a graph on 8-bit integers.</summary>
internal static class QuantizedExport
{
    /// <summary>The input's name while ranges are measured: tensors between layers may depend on it, and calibrations know them by name.</summary>
    private static readonly string Input = new OnnxExportOptions().InputName;

    /// <summary>The graph that is measured and then rounded: floats, with batch normalizations folded into convolutions.</summary>
    public static GraphProto Prepare(CnnModel model)
    {
        var graph = OnnxExporter.Graph(model, new OnnxExportOptions(), OnnxPrecision.Float32);
        NormalizationFolding.Apply(graph);
        return graph;
    }

    /// <exception cref="ArgumentException">There is no calibration of this model, or what is asked for cannot be.</exception>
    public static GraphProto Graph(CnnModel model, OnnxExportOptions options)
    {
        if (options.Calibration is not { } calibration)
            throw new ArgumentException(
                $"An export as {OnnxPrecision.Int8} needs to know the ranges of values between the layers: set "
                + $"{nameof(OnnxExportOptions)}.{nameof(options.Calibration)} to model.Calibrate(images).",
                nameof(options));
        if (!options.Outputs.IsEmpty)
            throw new ArgumentException(
                $"An export as {OnnxPrecision.Int8} has no layer's output ('{options.Outputs[0]}' was asked for): export as {OnnxPrecision.Float32} to see them.",
                nameof(options));
        OnnxExporter.CheckInputName(model.Plan, options);
        var graph = Prepare(model);
        new QuantizedGraphWriter(graph, new QuantizedTensors(graph), calibration).Write();
        var name = options.InputName;
        if (name != Input)
            OnnxNames.Change(graph, tensor => tensor == Input ? name : tensor == name ? $"{name}/layer" : tensor);
        return graph;
    }
}
