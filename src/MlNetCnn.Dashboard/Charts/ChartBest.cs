namespace MlNetCnn.Dashboard.Charts;

/// <summary>Which point of a curve is its best.</summary>
public enum ChartBest
{
    /// <summary>None is marked.</summary>
    None,

    /// <summary>The lowest: a loss.</summary>
    Lowest,

    /// <summary>The highest: an accuracy.</summary>
    Highest,
}
