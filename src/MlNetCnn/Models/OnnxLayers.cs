using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Writes planned layers as ONNX nodes.</summary>
internal sealed class OnnxLayers(OnnxGraph graph) : PlanWalk<string>
{
    protected override string Step(LayerPlan layer, ImmutableArray<string> inputs, bool mayOverwrite) => layer.Layer.WriteOnnx(new OnnxLayer(
        graph, layer.Path, inputs, [.. layer.Tensors.Select(t => t.Key)], layer.Input, layer.Behind is [var next, ..] ? next.Input : layer.Output));

    protected override void Leave(LayerPlan layer, string output) => graph.Resolve(layer.Path, output, layer.Output);
}
