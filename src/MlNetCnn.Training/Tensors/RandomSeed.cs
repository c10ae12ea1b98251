namespace MlNetCnn.Training;

/// <summary>Seeds for random numbers that depend on several counters.</summary>
internal static class RandomSeed
{
    /// <summary>
    /// A seed of 32 bits that each of the numbers changes: libtorch's generator on the CPU looks at no more than the lower 32.
    /// </summary>
    public static uint Of(int seed, int epoch, int batch = -1)
    {
        var mixed = Mix(Mix(Mix((uint)seed) + (uint)epoch) + (uint)batch);
        return (uint)(mixed >> 32);
    }

    // SplitMix64's finalizer (Steele, Lea and Flood 2014).
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
