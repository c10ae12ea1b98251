using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MlNetCnn.Cli;

/// <summary>What <c>evaluate --json</c> prints.</summary>
internal sealed record EvaluationDocument(
    string Data, string Split, string ClassMatching, [property: JsonIgnore] TestResult Result, object? Confidence, CostMetrics? Costs) : FigureDocument(Result.Metrics)
{
    public Reliability Reliability => Metrics.Reliability;

    public int TopK => Result.TopK;

    public double TopKAccuracy => Metrics.TopKAccuracy(TopK);

    public ConfidenceInterval TopKInterval => Metrics.TopKInterval(TopK);

    public ImmutableArray<ImmutableArray<int>> Confusion => Metrics.Confusion;

    public ImmutableArray<string> Classes => Metrics.ClassNames;

    public IEnumerable<object> ClassFigures => OfClasses(Metrics);

    public double ImagesPerSecond => Result.ImagesPerSecond;
}
