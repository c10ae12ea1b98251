namespace MlNetCnn.Dashboard;

/// <summary>How to display output values, which may be negative or above 255.</summary>
internal enum ValueDisplay
{
    /// <summary>Clipped to 0 to 255.</summary>
    Clipped,

    /// <summary>Absolute values: 0 is black, the largest is white.</summary>
    Absolute,

    /// <summary>Signed values: 0 is middle gray, negative ones are darker, positive ones lighter.</summary>
    Signed,
}
