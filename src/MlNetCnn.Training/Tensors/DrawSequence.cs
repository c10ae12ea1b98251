namespace MlNetCnn.Training;

/// <summary>Random numbers one after another.</summary>
internal struct DrawSequence(ulong state)
{
    /// <summary>From 0 up to 1.</summary>
    public double Next() => (RandomSeed.Mix(state++) >> 11) * (1.0 / (1UL << 53));

    public double Between(double least, double largest) => least + ((largest - least) * Next());

    /// <summary>From 0 up to, but not including, a count.</summary>
    public int Below(int count) => (int)(Next() * count);
}
