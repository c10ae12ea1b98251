namespace MlNetCnn.Experiments;

/// <summary>Which value of a column is the best.</summary>
internal enum ComparisonBest
{
    /// <summary>The lowest: a cost.</summary>
    Lowest,

    /// <summary>The highest: an accuracy, a speed.</summary>
    Highest,
}
