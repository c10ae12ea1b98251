namespace MlNetCnn.Textbook;

/// <summary>The edge detection example of section 7.2.3 of <i>Dive into Deep Learning</i>.</summary>
public static class EdgeDetection
{
    /// <summary>The image X, 6×8: ones, with zeros in columns 2 to 5.</summary>
    public static float[,] Image()
    {
        var x = new float[6, 8];
        for (var i = 0; i < 6; i++)
        {
            for (var j = 0; j < 8; j++)
                x[i, j] = j is >= 2 and <= 5 ? 0 : 1;
        }
        return x;
    }

    /// <summary>The kernel K = [[1, −1]]: 0 where two neighbors in a row are equal, 1 from light to dark, −1 from dark to light.</summary>
    public static float[,] Kernel() => new float[,] { { 1, -1 } };

    /// <summary>Rows become columns: [h, w] → [w, h]. The kernel, made for vertical edges, finds none in the transposed image.</summary>
    /// <exception cref="ArgumentException">The array is empty.</exception>
    public static float[,] Transpose(float[,] x)
    {
        ArrayShape.RequireNotEmpty(x, "input");
        var transposed = new float[x.GetLength(1), x.GetLength(0)];
        for (var i = 0; i < x.GetLength(0); i++)
        {
            for (var j = 0; j < x.GetLength(1); j++)
                transposed[j, i] = x[i, j];
        }
        return transposed;
    }
}
