namespace MlNetCnn.Benchmarks;

/// <summary>Something that is measured in turns. It lives as long as its process.</summary>
internal abstract class Contender
{
    /// <summary>Works for about that long and says how much it got done a second.</summary>
    public abstract double Run(double seconds);
}
