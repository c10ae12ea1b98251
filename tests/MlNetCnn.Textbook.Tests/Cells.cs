using CsCheck;

namespace MlNetCnn.Textbook.Tests;

/// <summary>Random arrays of small whole numbers: sums and products of them are exact, so laws hold to the bit.</summary>
internal static class Cells
{
    public static Gen<float[,]> Matrix(Gen<int> height, Gen<int> width, Gen<float>? value = null) =>
        Gen.Select(height, width).SelectMany((h, w) => Flat(h * w, value).Select(flat => (float[,])Fill(flat, new float[h, w])));

    public static Gen<float[,,]> Channels(int channels, int height, int width) =>
        Flat(channels * height * width).Select(flat => (float[,,])Fill(flat, new float[channels, height, width]));

    public static Gen<float[,,,]> Kernels(int outputs, int channels, int height, int width) =>
        Flat(outputs * channels * height * width).Select(flat => (float[,,,])Fill(flat, new float[outputs, channels, height, width]));

    public static Gen<float> Whole { get; } = Gen.Int[-9, 9].Select(value => (float)value);

    private static Gen<float[]> Flat(int length, Gen<float>? value = null) => (value ?? Whole).Array[length];

    private static Array Fill(float[] flat, Array array)
    {
        Buffer.BlockCopy(flat, 0, array, 0, flat.Length * sizeof(float));
        return array;
    }
}
