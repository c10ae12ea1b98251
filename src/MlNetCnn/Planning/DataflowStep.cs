using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>One step of a <see cref="Dataflow"/>: a layer, the tensors it reads and the tensor it writes.</summary>
internal sealed record DataflowStep(LayerPlan Layer, ImmutableArray<int> Inputs, int Output);
