using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>A message from a run's process: one line of JSON on standard output.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ChildStarted), "started")]
[JsonDerivedType(typeof(ChildEpoch), "epoch")]
[JsonDerivedType(typeof(ChildSucceeded), "succeeded")]
[JsonDerivedType(typeof(ChildAtRung), "rung")]
[JsonDerivedType(typeof(ChildStopped), "stopped")]
[JsonDerivedType(typeof(ChildFailed), "failed")]
[JsonDerivedType(typeof(ChildNote), "note")]
internal abstract record ChildMessage;

/// <summary>The data are loaded and training starts.</summary>
/// <param name="Environment">Where.</param>
/// <param name="ContentHash">Of the request and the data.</param>
/// <param name="Epochs">How many there will be at most.</param>
/// <param name="Before">The epochs of the checkpoint that the run goes on from; the worker that was told of them may have been lost.</param>
internal sealed record ChildStarted(RunEnvironment Environment, string ContentHash, int Epochs, ImmutableArray<EpochMetrics> Before) : ChildMessage;

internal sealed record ChildEpoch(EpochMetrics Epoch) : ChildMessage;

/// <summary>The run is trained, tested and saved.</summary>
internal sealed record ChildSucceeded(RunResult Result) : ChildMessage;

/// <summary>Reached the epoch to pause after, and saved a checkpoint.</summary>
internal sealed record ChildAtRung : ChildMessage;

/// <summary>Stopped on request, with a checkpoint if training had started.</summary>
internal sealed record ChildStopped : ChildMessage;

/// <summary>A warning for people; the run continues.</summary>
internal sealed record ChildNote(string Sentence) : ChildMessage;

internal sealed record ChildFailed(string Sentence) : ChildMessage;
