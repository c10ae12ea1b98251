namespace MlNetCnn.Benchmarks;

/// <summary>A row of the table: one contender ÷ another, measured in turns.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Over">The contender above the line.</param>
/// <param name="Under">The one below it.</param>
/// <param name="Aim">What the ratio should be.</param>
/// <param name="Factor">By which the ratio of the rates is multiplied.</param>
/// <param name="Unit">What is counted or timed.</param>
internal sealed record Figure(string Name, string Over, string Under, string Aim, double Factor = 1, string Unit = "a second");
