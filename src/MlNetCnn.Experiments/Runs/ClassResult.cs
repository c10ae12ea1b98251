namespace MlNetCnn.Experiments;

/// <summary>Test metrics of one class; a metric is 0 where its denominator is.</summary>
public sealed record ClassResult(string Name, int Images, double Precision, double Recall, double F1);
