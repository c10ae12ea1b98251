namespace MlNetCnn.Textbook;

/// <summary>What a case of the notebook gave.</summary>
/// <param name="Computed">The result, in words or in <see cref="ArrayText"/>'s brackets.</param>
/// <param name="Matches">Whether it is what the notebook expects.</param>
public sealed record NotebookOutcome(string Computed, bool Matches);
