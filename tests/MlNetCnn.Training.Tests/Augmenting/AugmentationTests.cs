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
        Cutmix = 0.6,
        RandomResizedCrop = 0.5,
        VerticalFlip = true,
        TrivialAugment = true,
        Saturation = 0.3,
        Hue = 0.1,
        Grayscale = 0.2,
        Blur = 0.2,
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
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 3], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[0, 12], Gen.Int[0, 3], Gen.Bool, Gen.UInt)
            .Sample((images, channels, height, width, padding, flips, areFloats, seed) =>
            {
                using var scope = NewDisposeScope();
                using var generator = new Generator(seed, CPU);
                var type = areFloats ? ScalarType.Float32 : ScalarType.Byte;
                var pixels = randint(1, 256, [images, channels, height, width], dtype: type, generator: generator);
                var augmentation = new Augmentation { CropPadding = padding, HorizontalFlip = (flips & 1) != 0, VerticalFlip = flips > 1 };

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
    public void CropAndFlip_VerticalFlip_TurnsSomeImagesUpsideDown()
    {
        var turned = CropAndFlip.Apply(_bytes, new() { VerticalFlip = true }, new BatchDraws(Images, 3, CPU));

        var upsideDown = Enumerable.Range(0, Images).Count(i => turned[i].Equals(_bytes[i].flip(1)));
        Assert.Equal(Images - upsideDown, Enumerable.Range(0, Images).Count(i => turned[i].Equals(_bytes[i])));
        Assert.InRange(upsideDown, 8, 32);
    }

    [Fact]
    public void Operations_Translation_MovesAsFarAsItMayAndLosesNothingInside()
    {
        var dot = zeros([Images, 1, 9, 9], ScalarType.Byte);
        dot[TensorIndex.Colon, 0, 4, 4] = tensor((byte)255);

        var moved = Operate(dot, new() { Translation = 1.0 / 3 }).to(ScalarType.Float32).div(255);

        Assert.True(moved.sum([1, 2, 3]).sub(1).abs().max().item<float>() < 0.02f);
        var x = moved.mul(arange(9).view(1, 1, 1, 9).sub(4)).sum([1, 2, 3]); // [n]: pixels to the right
        Assert.InRange(x.max().item<float>(), 2f, 3.02f);
        Assert.InRange(x.min().item<float>(), -3.02f, -2f);
    }

    [Fact]
    public void Operations_Brightness_MultipliesEachImageByItsFactor()
    {
        var changed = Operate(full([Images, 1, 2, 2], 100, ScalarType.Byte), new() { Brightness = 0.4 }).to(ScalarType.Float32);

        Assert.True(changed.amax([1, 2, 3]).Equals(changed.amin([1, 2, 3])));
        Assert.InRange(changed.min().item<float>(), 60, 70);
        Assert.InRange(changed.max().item<float>(), 130, 140);
    }

    [Fact]
    public void Operations_Gray_TakesTheColorFromAShare()
    {
        var colored = randint(0, 256, [400, 3, 2, 2], dtype: ScalarType.Byte);

        var gray = Operate(colored, new() { Grayscale = 0.25 });

        var isGray = gray.select(1, 0).eq(gray.select(1, 1)).logical_and(gray.select(1, 0).eq(gray.select(1, 2))).view(400, -1).all(1);
        Assert.InRange(isGray.sum().item<long>(), 70, 130);
        Assert.True(where(isGray.view(-1, 1, 1, 1), colored, gray).Equals(colored));
    }

    [Fact]
    public void Operations_SwitchedOnBesideOthers_LeaveTheirDraws()
    {
        var brighter = Operate(_bytes, new() { Brightness = 0.4 });

        var jitter = new Augmentation { Brightness = 0.4, Saturation = 0.5, Grayscale = 0.5, Blur = double.Epsilon };
        Assert.True(brighter.Equals(Operate(_bytes, jitter)));
    }

    // From 0 to 1 or to 255, floats that are whole levels are worked on as the bytes are.
    [Theory]
    [InlineData(1f)]
    [InlineData(1f / 255)]
    public void Operations_Floats_AreAsBytes(float scale)
    {
        var floats = _bytes.to(ScalarType.Float32).mul(1 / (255 * scale));
        var augmentation = Augmentation.Photo with { Saturation = 0.3, Blur = 0.5 };

        var operated = Operate(floats, augmentation, scale);

        Assert.Equal(ScalarType.Float32, operated.dtype);
        Assert.True(operated.mul(255 * scale).round().to(ScalarType.Byte).Equals(Operate(_bytes, augmentation)));
    }

    [Fact]
    public void AugmentedBatches_PreparedBeforehand_TrainTheSame()
    {
        using var preparation = new BatchPreparation(Preprocessing.Bytes, Everything, seed: 5, CPU);
        using var images = new ImageTensors(_bytes.clone(), _labels.clone());
        using var usual = images.InBatches(16, seed: 5);
        using var ahead = new PrefetchedBatches(new AugmentedBatches(images.InBatches(16, seed: 5), new ImageOperations(Everything, 5, 1f / 255)));
        usual.StartEpoch(3);
        ahead.StartEpoch(3);

        for (var number = 0; number < usual.Batches; number++)
            Assert.True(preparation.Prepare(usual.Batch(number), 3, number).Pixels.Equals(preparation.Prepare(ahead.Batch(number), 3, number).Pixels));
    }

    [Fact]
    public void CropBox_ManyDraws_AreInTheRangeAndCoverIt()
    {
        var boxes = Enumerable.Range(0, 4000).Select(i => CropBox.Random(30, 60, 0.25, 1.5, new ImageDraws(1, i).Of(DrawPurpose.ResizedCrop))).ToArray();

        Assert.All(boxes, box => Assert.True(box.Top >= 0 && box.Left >= 0 && box.Top + box.Height <= 30 && box.Left + box.Width <= 60));
        var areas = boxes.Select(box => box.Height * box.Width / 1800.0).ToArray();
        Assert.InRange(areas.Min(), 0.22, 0.26);
        // The image's own ratio is 2: a part of more than 3/4 of it is in no ratio of up to 1.5.
        Assert.InRange(areas.Max(), 0.7, 0.77);
        var ratios = boxes.Select(box => (double)box.Width / box.Height).ToArray();
        Assert.InRange(ratios.Min(), 0.6, 0.7);
        Assert.InRange(ratios.Max(), 1.45, 1.6);
        Assert.Contains(boxes, box => box.Top == 0);
        Assert.Contains(boxes, box => box.Left + box.Width == 60);
    }

    // No part of 0.9 of the area has a ratio of up to 1.5: torchvision then takes the largest from the middle that has.
    [Fact]
    public void CropBox_NothingFits_IsTheLargestFromTheMiddle() =>
        Assert.Equal(new CropBox(0, 7, 30, 45), CropBox.Random(30, 60, 0.9, 1.5, new ImageDraws(1, 1).Of(DrawPurpose.ResizedCrop)));

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

        var mixed = MixedImages.Apply(images, _labels, new() { Mixup = 1 }, new BatchDraws(Images, 3, CPU));

        Assert.InRange(mixed.Share, 0.01, 0.99);
        Assert.NotEqual(mixed.Labels.data<long>().ToArray(), mixed.OtherLabels!.data<long>().ToArray());
        Assert.Equal(mixed.Labels.data<long>().ToArray(), mixed.OtherLabels!.data<long>().ToArray().Order());
        var expected = mixed.Labels.mul(mixed.Share).add(mixed.OtherLabels.mul(1 - mixed.Share));
        Assert.True(mixed.Pixels.view(-1).sub(expected).abs().max().item<float>() < 1e-4f);
    }

    [Fact]
    public void MixedImages_Cutmix_PutsARectangleOfAnotherImageIntoEach()
    {
        var images = _labels.to(ScalarType.Float32).view(Images, 1, 1, 1).expand(Images, 2, 16, 20).contiguous(); // Each image shows its own label.

        for (var seed = 1u; seed <= 20; seed++)
        {
            var mixed = MixedImages.Apply(images, _labels, new() { Cutmix = 1 }, new BatchDraws(Images, seed, CPU));

            var isOther = mixed.Pixels.ne(images);
            var different = mixed.Labels.ne(mixed.OtherLabels!);
            var rectangle = isOther[different.nonzero()[0].item<long>()]; // [2, 16, 20]
            Assert.True(where(rectangle, mixed.OtherLabels!.view(-1, 1, 1, 1), mixed.Labels.view(-1, 1, 1, 1)).Equals(mixed.Pixels.to(ScalarType.Int64)));
            var (rows, columns) = (rectangle[0].any(1).sum().item<long>(), rectangle[0].any(0).sum().item<long>());
            Assert.Equal(rows * columns, rectangle[0].sum().item<long>());
            Assert.Equal(1 - (rows * columns / 320.0), mixed.Share, 1e-9);
        }
    }

    [Fact]
    public void MixedImages_MixupAndCutmix_TakeTurnsByChance()
    {
        var both = new Augmentation { Mixup = 1, Cutmix = 1 };
        var images = _labels.to(ScalarType.Float32).view(Images, 1, 1, 1).expand(Images, 1, 8, 8).contiguous();

        var cut = Enumerable.Range(1, 200).Count(seed =>
            MixedImages.Apply(images, _labels, both, new BatchDraws(Images, (uint)seed, CPU)).Pixels is var pixels && pixels.Equals(pixels.round()));

        Assert.InRange(cut, 70, 130);
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

    [Fact]
    public void Policies_ManyImages_DoEveryOperationOrLeaveThem()
    {
        foreach (var policy in new Augmentation[] { new() { TrivialAugment = true }, new() { RandAugment = 2, RandMagnitude = 15 } })
        {
            var images = _bytes[0].expand(400, 2, 8, 6).contiguous();

            var operated = Operate(images, policy);

            var kinds = Enumerable.Range(0, 400).Select(i => Convert.ToHexString(operated[i].data<byte>().ToArray())).Distinct().Count();
            Assert.InRange(kinds, 80, 400);
        }
    }

    private static Tensor Operate(Tensor images, Augmentation augmentation, float scale = 1f / 255) =>
        new ImageOperations(augmentation, 3, scale).Apply(new Batch(images, arange(images.shape[0])), 1, 0).Pixels;

    private PreparedBatch Prepare(Augmentation augmentation, int seed = 1, int epoch = 1, int number = 0)
    {
        using var preparation = new BatchPreparation(Preprocessing.Bytes, augmentation, seed, CPU);
        return preparation.Prepare(new Batch(_bytes, _labels), epoch, number);
    }
}
