using CsCheck;

namespace MlNetCnn.Tests;

public class ResamplerTests
{
    [Fact]
    public void Resample_RandomSizes_IsTheTriangleFilterOfTheDefinition()
    {
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[0, 1000]).Sample((height, width, targetHeight, targetWidth, seed) =>
        {
            var source = new byte[height * width * 4];
            new Random(seed).NextBytes(source);
            var target = new byte[targetHeight * targetWidth * 4];

            Resampler.Resample(source, width * 4, new Size2d(height, width), SourceBox.Whole(new Size2d(height, width)), target, new Size2d(targetHeight, targetWidth));

            for (var i = 0; i < target.Length; i++)
            {
                var (y, x, channel) = (i / 4 / targetWidth, i / 4 % targetWidth, i % 4);
                var expected = Weighted(height, targetHeight, y, row => Weighted(width, targetWidth, x, column => source[(row * width + column) * 4 + channel]));
                Assert.InRange(target[i], expected - 0.51, expected + 0.51);
            }
        }, iter: 200);
    }

    [Fact]
    public void Resample_OneColor_StaysItWhateverTheBox()
    {
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], Gen.Byte).Sample((side, target, value) =>
        {
            var source = new byte[side * side * 4];
            Array.Fill(source, value);
            var resized = new byte[target * target * 4];

            Resampler.Resample(source, side * 4, side, new SourceBox(side * 0.1, side * 0.2, side * 0.7, side * 0.6), resized, target);

            Assert.All(resized, pixel => Assert.Equal(value, pixel));
        }, iter: 200);
    }

    // The definition, in double precision: every source pixel weighs by its distance, in units of the larger pixel.
    private static double Weighted(int source, int target, int position, Func<int, double> value)
    {
        var scale = (double)source / target;
        var (sum, weights) = (0.0, 0.0);
        for (var i = 0; i < source; i++)
        {
            var weight = Math.Max(0, 1 - Math.Abs((i + 0.5 - (position + 0.5) * scale) / Math.Max(scale, 1)));
            if (weight > 0)
                sum += weight * value(i);
            weights += weight;
        }
        return sum / weights;
    }
}
