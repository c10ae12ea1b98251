namespace MlNetCnn.Dashboard;

/// <summary>How the values that a kernel gives become shades: they may be negative or above 255, which no screen shows.</summary>
internal enum ValueDisplay
{
    /// <summary>0 to 255 as they are; what is below is black, what is above white.</summary>
    Clipped,

    /// <summary>Without their sign: 0 is black, the largest white.</summary>
    Absolute,

    /// <summary>With their sign: 0 is middle grey, negative values are darker, positive ones lighter.</summary>
    Signed,
}
