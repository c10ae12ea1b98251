using System.Collections.Immutable;
using MlNetCnn.Textbook;

namespace MlNetCnn.Dashboard;

/// <summary>
/// A well-known image kernel: its values as <see cref="ArrayText"/> reads them, a divisor, and how to display its output.
/// </summary>
internal sealed record KernelPreset(string Name, string What, ValueDisplay Display, string Text, float Divisor = 1)
{
    public static ImmutableArray<KernelPreset> All { get; } =
    [
        new("Upright edges", "Left of a pixel against right of it: large where dark and light meet along an upright line.", ValueDisplay.Absolute, "-1 0 1;-2 0 2;-1 0 1"),
        new("Level edges", "Above a pixel against below it: large where dark and light meet along a level line.", ValueDisplay.Absolute, "-1 -2 -1;0 0 0;1 2 1"),
        new("All edges", "A pixel against its eight neighbors: 0 where all are alike, whatever the direction.", ValueDisplay.Absolute, "-1 -1 -1;-1 8 -1;-1 -1 -1"),
        new("Blur", "The mean of nine pixels: what is small fades.", ValueDisplay.Clipped, "1 1 1;1 1 1;1 1 1", 9),
        new("Soft blur, 5×5", "A weighted mean of 25 pixels, the nearer the heavier.", ValueDisplay.Clipped,
            "1 4 6 4 1;4 16 24 16 4;6 24 36 24 6;4 16 24 16 4;1 4 6 4 1", 256),
        new("Sharpen", "A pixel, and its difference to four neighbors once more: edges get stronger.", ValueDisplay.Clipped, "0 -1 0;-1 5 -1;0 -1 0"),
        new("Relief", "One diagonal against the other, and the pixel itself: light seems to fall from the upper left.", ValueDisplay.Clipped, "-2 -1 0;-1 1 1;0 1 2"),
        new("Nothing", "The pixel itself: the picture stays as it is.", ValueDisplay.Clipped, "0 0 0;0 1 0;0 0 0"),
    ];

    public float[,] Kernel()
    {
        var kernel = ArrayText.ParseMatrix(Text);
        for (var a = 0; a < kernel.GetLength(0); a++)
        {
            for (var b = 0; b < kernel.GetLength(1); b++)
                kernel[a, b] /= Divisor;
        }
        return kernel;
    }
}
