namespace MlNetCnn;

/// <summary>Rounds channels to a multiple of eight, as the MobileNets and what follows from them do.</summary>
internal static class Eights
{
    /// <summary>The nearest multiple of eight, 8 at least, or the next one where that takes more than a tenth away.</summary>
    public static int Nearest(double channels)
    {
        var nearest = Math.Max(8, (int)(channels + 4) / 8 * 8);
        return nearest < 0.9 * channels ? nearest + 8 : nearest;
    }
}
