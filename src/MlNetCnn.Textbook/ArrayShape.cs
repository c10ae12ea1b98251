namespace MlNetCnn.Textbook;

internal static class ArrayShape
{
    /// <summary>For example 4×3×6×6.</summary>
    public static string Describe(Array array) => string.Join('×', Enumerable.Range(0, array.Rank).Select(array.GetLength));

    public static Size2d Size(float[,] matrix) => new(matrix.GetLength(0), matrix.GetLength(1));

    public static void RequireNotEmpty(Array array, string name)
    {
        ArgumentNullException.ThrowIfNull(array, name);
        if (array.Length == 0)
            throw new ArgumentException($"The {name} is {Describe(array)} and so has no values: every dimension must be at least 1.");
    }
}
