using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>What a run's process tells: each message is a line of JSON on its standard output.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ChildStarted), "started")]
[JsonDerivedType(typeof(ChildEpoch), "epoch")]
[JsonDerivedType(typeof(ChildSucceeded), "succeeded")]
[JsonDerivedType(typeof(ChildAtRung), "rung")]
[JsonDerivedType(typeof(ChildStopped), "stopped")]
[JsonDerivedType(typeof(ChildFailed), "failed")]
[JsonDerivedType(typeof(ChildNote), "note")]
internal abstract record ChildMessage;

/// <summary>The data are read and training begins.</summary>
/// <param name="Environment">Where.</param>
/// <param name="ContentHash">Of the request and the data.</param>
/// <param name="Epochs">How many there will be at most.</param>
/// <param name="Before">The epochs of the checkpoint that the run goes on from; the worker that was told of them may have been lost.</param>
internal sealed record ChildStarted(RunEnvironment Environment, string ContentHash, int Epochs, ImmutableArray<EpochMetrics> Before) : ChildMessage;

/// <summary>An epoch is over.</summary>
internal sealed record ChildEpoch(EpochMetrics Epoch) : ChildMessage;

/// <summary>Trained, tested and written.</summary>
internal sealed record ChildSucceeded(RunResult Result) : ChildMessage;

/// <summary>Has come to the epoch after which it was to pause, and is written down.</summary>
internal sealed record ChildAtRung : ChildMessage;

/// <summary>Stopped as asked, with a checkpoint where training had begun.</summary>
internal sealed record ChildStopped : ChildMessage;

/// <summary>Something people should know, in a sentence; the run goes on.</summary>
internal sealed record ChildNote(string Sentence) : ChildMessage;

/// <summary>An error, in a sentence.</summary>
internal sealed record ChildFailed(string Sentence) : ChildMessage;
