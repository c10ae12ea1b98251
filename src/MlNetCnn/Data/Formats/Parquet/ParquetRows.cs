namespace MlNetCnn;

/// <summary>The rows of a row group. Of an image, one of bytes, numbers and path is there.</summary>
/// <param name="Labels">The labels.</param>
/// <param name="Splits">What a column says that they are for; null without one.</param>
/// <param name="Images">Encoded images or pixels.</param>
/// <param name="Numbers">Pixels as numbers with fractions.</param>
/// <param name="Groups">The values that images of one group share; null without such a column.</param>
/// <param name="Paths">The files of the images, or their names.</param>
internal sealed record ParquetRows(string[] Labels, string?[]? Splits, byte[]?[]? Images, double[]?[]? Numbers, string?[]? Groups, string?[]? Paths);
