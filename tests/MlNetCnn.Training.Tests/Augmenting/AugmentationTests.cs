using CsCheck;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public sealed class AugmentationTests : IDisposable
{
    private const int Images = 40;

    private static readonly Augmentation Everything = Augmentation.Cifar with
    {
        Rotation = 20,
        Translation = 0.1,
        Brightness = 0.3,
        Contrast = 0.3,
        Erasing = 0.5,
        Mixup = 0.4,
    };

    private readonly DisposeScope _scope;
    private readonly Tensor _bytes; // [n, 2, 8, 6]
    private readonly Tensor _labels;

    public AugmentationTests()
    {
        LibTorch.EnsureLoaded();
        _scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        _bytes = randint(1, 256, [Images, 2, 8, 6], dtype: ScalarType.Byte, generator: generator);
        _labels = arange(Images);
    }

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Prepare_Flip_MirrorsSomeImagesAndLeavesTheOthers()
    {
        var flipped = Prepare(new() { HorizontalFlip = true }).Pixels.mul(255).round().to(ScalarType.Byte);

        var mirrored = Enumerable.Range(0, Images).Count(i => flipped[i].Equals(_bytes[i].flip(2)));
        Assert.Equal(Images - mirrored, Enumerable.Range(0, Images).Count(i => flipped[i].Equals(_bytes[i])));
        Assert.InRange(mirrored, 8, 32);
    }

    [Fact]
    public void CropAndFlip_FlippedTwiceByTheSameDraws_IsAsBefore()
    {
        var flip = new Augmentation { HorizontalFlip = true };
        var once = CropAndFlip.Apply(_bytes, flip, new BatchDraws(Images, 3, CPU));

        Assert.False(once.Equals(_bytes));
        Assert.True(CropAndFlip.Apply(once, flip, new BatchDraws(Images, 3, CPU)).Equals(_bytes));
    }

    [Fact]
    public void CropAndFlip_ByRowsOrAsTensors_GivesTheSame() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 3], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[0, 12], Gen.Bool, Gen.Bool, Gen.UInt)
            .Sample((images, channels, height, width, padding, flips, areFloats, seed) =>
            {
                using var scope = NewDisposeScope();
                using var generator = new Generator(seed, CPU);
                var type = areFloats ? ScalarType.Float32 : ScalarType.Byte;
                var pixels = randint(1, 256, [images, channels, height, width], dtype: type, generator: generator);
                var augmentation = new Augmentation { CropPadding = padding, HorizontalFlip = flips };

                var byRows = CropAndFlip.Apply(pixels, augmentation, new BatchDraws(images, seed, CPU), byRows: true);
                var asTensors = CropAndFlip.Apply(pixels, augmentation, new BatchDraws(images, seed, CPU), byRows: false);

                return byRows.dtype == type && byRows.Equals(asTensors);
            }, iter: 200, threads: 1);

    [Fact]
    public void CropAndFlip_Crop_TakesAWindowOfThePaddedImage()
    {
        var cropped = CropAndFlip.Apply(_bytes, new() { CropPadding = 2 }, new BatchDraws(Images, 3, CPU));

        Assert.Equal(_bytes.shape, cropped.shape);
        Assert.Equal(ScalarType.Byte, cropped.dtype);
        var padded = nn.functional.pad(_bytes, (2, 2, 2, 2));
        var offsets = Enumerable.Range(0, Images).Select(i => Enumerable.Range(0, 25).Single(offset =>
            cropped[i].Equals(padded[i].slice(1, offset / 5, (offset / 5) + 8, 1).slice(2, offset % 5, (offset % 5) + 6, 1)))).ToArray();
        Assert.Equal(5, offsets.Select(o => o / 5).Distinct().Count());
        Assert.Equal(5, offsets.Select(o => o % 5).Distinct().Count());
    }

    [Fact]
    public void Warp_Rotation_TurnsAboutTheCentre()
    {
        var cross = zeros(Images, 1, 9, 9);
        cross[TensorIndex.Colon, 0, 4, 4] = tensor(1f);
        cross[TensorIndex.Colon, 0, 4, 8] = tensor(1f);

        var turned = Warp.Apply(cross, new() { Rotation = 180 }, new BatchDraws(Images, 3, CPU));

        Assert.Equal(cross.shape, turned.shape);
        Assert.True(turned[TensorIndex.Colon, 0, 4, 4].min().item<float>() > 0.99f);
        // The outer pixel keeps its distance from the centre: four pixels to the right before, anywhere on the circle now.
        var y = arange(9).view(1, 1, 9, 1).sub(4);
        var x = arange(9).view(1, 1, 1, 9).sub(4);
        var outer = turned.mul(y.mul(y).add(x.mul(x)).gt(2));
        var mass = outer.sum([1, 2, 3]);
        var distance = outer.mul(y).sum([1, 2, 3]).square().add(outer.mul(x).sum([1, 2, 3]).square()).sqrt().div(mass);
        var inside = mass.gt(0.9);
        Assert.True(inside.sum().item<long>() > Images / 2);
        Assert.True(distance.masked_select(inside).sub(4).abs().max().item<float>() < 0.3f);
    }

    [Fact]
    public void Warp_ImageThatIsNotSquare_KeepsShapes()
    {
        // A dot five pixels from the centre along the longer side; only turns that keep it inside the shorter side show it.
        var dot = zeros(Images, 1, 5, 21);
        dot[TensorIndex.Colon, 0, 2, 15] = tensor(1f);

        var turned = Warp.Apply(dot, new() { Rotation = 15 }, new BatchDraws(Images, 3, CPU));

        var y = turned.mul(arange(5).view(1, 1, 5, 1).sub(2)).sum([1, 2, 3]);
        var x = turned.mul(arange(21).view(1, 1, 1, 21).sub(10)).sum([1, 2, 3]);
        var distance = y.square().add(x.square()).sqrt().div(turned.sum([1, 2, 3]));
        Assert.True(distance.sub(5).abs().max().item<float>() < 0.15f);
    }

    [Fact]
    public void Warp_Translation_MovesAsFarAsItMayAndLosesNothingInside()
    {
        var dot = zeros(Images, 1, 9, 9);
        dot[TensorIndex.Colon, 0, 4, 4] = tensor(1f);

        var moved = Warp.Apply(dot, new() { Translation = 1.0 / 3 }, new BatchDraws(Images, 3, CPU));

        Assert.True(moved.sum([1, 2, 3]).sub(1).abs().max().item<float>() < 1e-4f);
        var x = moved.mul(arange(9).view(1, 1, 1, 9).sub(4)).sum([1, 2, 3]); // [n]: pixels to the right
        Assert.InRange(x.max().item<float>(), 2f, 3.001f);
        Assert.InRange(x.min().item<float>(), -3.001f, -2f);
    }

    [Fact]
    public void Tone_Brightness_MultipliesEachImageByItsFactor()
    {
        var grey = full([Images, 1, 2, 2], 0.5f);

        var changed = Tone.Apply(grey, new() { Brightness = 0.4 }, new BatchDraws(Images, 3, CPU));

        Assert.True(changed.amax([1, 2, 3]).Equals(changed.amin([1, 2, 3])));
        Assert.InRange(changed.min().item<float>(), 0.3f, 0.35f);
        Assert.InRange(changed.max().item<float>(), 0.65f, 0.7f);
    }

    [Fact]
    public void Tone_Contrast_KeepsTheMeanAndScalesTheDistances()
    {
        var pair = tensor([0.4f, 0.6f], [1, 1, 1, 2]).expand(Images, 1, 1, 2);

        var changed = Tone.Apply(pair, new() { Contrast = 0.5 }, new BatchDraws(Images, 3, CPU));

        Assert.True(changed.mean([1, 2, 3]).sub(0.5).abs().max().item<float>() < 1e-6f);
        var distance = changed.select(3, 1).sub(changed.select(3, 0)); // 0.2 times a factor from 0.5 to 1.5
        Assert.InRange(distance.min().item<float>(), 0.1f, 0.13f);
        Assert.InRange(distance.max().item<float>(), 0.27f, 0.3f);
    }

    [Fact]
    public void RandomErasing_AllImages_BlanksOneRectangleOfEach()
    {
        var image = ones(Images, 2, 16, 20);

        var erased = RandomErasing.Apply(image, new() { Erasing = 1 }, new BatchDraws(Images, 3, CPU)).eq(0);

        Assert.True(erased.select(1, 0).Equals(erased.select(1, 1)));
        var rows = erased.select(1, 0).any(2).sum(1);
        var columns = erased.select(1, 0).any(1).sum(1);
        var areas = erased.select(1, 0).sum([1, 2]);
        Assert.True(areas.Equals(rows.mul(columns)));
        // 2 to 33 % of 320, up to rounding of the sides.
        Assert.InRange(areas.min().item<long>(), 4, 30);
        Assert.InRange(areas.max().item<long>(), 60, 120);
    }

    [Fact]
    public void RandomErasing_AShare_LeavesTheOtherImages()
    {
        var erased = RandomErasing.Apply(ones(400, 1, 8, 8), new() { Erasing = 0.25 }, new BatchDraws(400, 3, CPU));

        Assert.InRange(erased.amin([1, 2, 3]).eq(0).sum().item<long>(), 70, 130);
    }

    [Fact]
    public void Mixup_PixelsAndLabels_AreMixedAlike()
    {
        var images = _labels.to(ScalarType.Float32).view(Images, 1, 1, 1); // Each image shows its own label.

        var mixed = Mixup.Apply(images, _labels, new() { Mixup = 1 }, new BatchDraws(Images, 3, CPU));

        Assert.InRange(mixed.Share, 0.01, 0.99);
        Assert.NotEqual(mixed.Labels.data<long>().ToArray(), mixed.OtherLabels!.data<long>().ToArray());
        Assert.Equal(mixed.Labels.data<long>().ToArray(), mixed.OtherLabels!.data<long>().ToArray().Order());
        var expected = mixed.Labels.mul(mixed.Share).add(mixed.OtherLabels.mul(1 - mixed.Share));
        Assert.True(mixed.Pixels.view(-1).sub(expected).abs().max().item<float>() < 1e-4f);
    }

    [Theory]
    [InlineData(1.0, 1.0 / 12)]
    [InlineData(0.2, 1 / 5.6)]
    public void Beta_ManyDraws_HaveItsMeanAndVariance(double alpha, double variance)
    {
        var draws = Enumerable.Range(0, 4000).Select(i => new BatchDraws(1, RandomSeed.Of(1, 1, i), CPU).Beta(alpha)).ToArray();

        Assert.Equal(0.5, draws.Average(), 0.03);
        Assert.Equal(variance, draws.Average(d => (d - 0.5) * (d - 0.5)), 0.01);
    }

    [Fact]
    public void Prepare_SameSeedEpochAndBatch_IsTheSameAndAnyOtherIsNot()
    {
        var one = Prepare(Everything, seed: 1, epoch: 2, number: 3).Pixels;

        Assert.Equal(_bytes.shape, one.shape);
        Assert.True(one.Equals(Prepare(Everything, seed: 1, epoch: 2, number: 3).Pixels));
        Assert.False(one.Equals(Prepare(Everything, seed: 2, epoch: 2, number: 3).Pixels));
        Assert.False(one.Equals(Prepare(Everything, seed: 1, epoch: 3, number: 3).Pixels));
        Assert.False(one.Equals(Prepare(Everything, seed: 1, epoch: 2, number: 4).Pixels));
    }

    [Fact]
    public void Prepare_ForEvaluation_AugmentsNothing()
    {
        using var preparation = new BatchPreparation(Preprocessing.Bytes, Everything, seed: 1, CPU);

        var prepared = preparation.Prepare(new Batch(_bytes, _labels));

        Assert.True(prepared.Pixels.Equals(_bytes.to(ScalarType.Float32).mul(1f / 255)));
        Assert.Null(prepared.OtherLabels);
    }

    [Fact]
    public void Prepare_ChannelsLast_HoldsTheSameValues()
    {
        using var usual = new BatchPreparation(Preprocessing.Bytes, Augmentation.Cifar, seed: 1, CPU);
        using var channelsLast = new BatchPreparation(Preprocessing.Bytes, Augmentation.Cifar, seed: 1, CPU, isChannelsLast: true);

        var pixels = channelsLast.Prepare(new Batch(_bytes, _labels), 1, 0).Pixels;

        Assert.Equal([96, 1, 12, 2], pixels.stride());
        Assert.True(pixels.Equals(usual.Prepare(new Batch(_bytes, _labels), 1, 0).Pixels));
    }

    private PreparedBatch Prepare(Augmentation augmentation, int seed = 1, int epoch = 1, int number = 0)
    {
        using var preparation = new BatchPreparation(Preprocessing.Bytes, augmentation, seed, CPU);
        return preparation.Prepare(new Batch(_bytes, _labels), epoch, number);
    }
}
