namespace MlNetCnn.Experiments;

/// <summary>A value that is proposed for a setting which nobody chose.</summary>
/// <param name="Setting">A name of image or training settings, or <see cref="DataDefaults.Network"/>.</param>
/// <param name="Value">Its text.</param>
/// <param name="Reason">A sentence to show; null for a value that follows from another proposal.</param>
internal sealed record Proposal(string Setting, string Value, string? Reason);
