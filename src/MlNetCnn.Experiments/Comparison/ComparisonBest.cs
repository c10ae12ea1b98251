namespace MlNetCnn.Experiments;

/// <summary>Which value of a column is best.</summary>
internal enum ComparisonBest
{
    Lowest,

    Highest,
}
