using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public sealed class SamplingTests : IDisposable
{
    // 61 images: 50 of class 0, 8 of class 1, 3 of class 2, and none of class 3.
    private static readonly long[] Labels = [.. Enumerable.Range(0, 61).Select(i => i % 20 == 7 ? 2L : i % 7 == 3 ? 1 : 0)];

    private readonly DisposeScope _scope;
    private readonly ImageTensors _images;

    public SamplingTests()
    {
        LibTorch.EnsureLoaded();
        _scope = NewDisposeScope();
        _images = new ImageTensors(arange(61).view(61, 1, 1, 1).to(ScalarType.Byte), tensor(Labels)); // each image shows its position
    }

    public void Dispose()
    {
        _images.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void InBatches_Balanced_DrawsClassesEquallyOftenAndTheImagesOfEach()
    {
        using var batches = _images.InBatches(10, seed: 1, balances: true);
        var drawn = new int[61];
        for (var epoch = 1; epoch <= 12; epoch++)
        {
            var positions = Epoch(batches, epoch);
            Assert.Equal(61, positions.Length);
            var counts = positions.GroupBy(p => Labels[p]).ToDictionary(g => g.Key, g => g.Count());
            Assert.Equal([20, 20, 21], counts.Values.Order());
            var rare = positions.Where(p => Labels[p] == 2).GroupBy(p => p).Select(g => g.Count()).ToArray();
            Assert.Equal(3, rare.Length);
            Assert.True(rare.Max() - rare.Min() <= 1);
            Array.ForEach(positions, p => drawn[p]++);
        }

        // Another part of the frequent class in each epoch: the chance of an image to be left out in twelve is 0.1 %.
        Assert.DoesNotContain(0, drawn);
    }

    [Fact]
    public void InBatches_Balanced_FollowsFromTheSeedAndTheEpochAlone()
    {
        using var one = _images.InBatches(10, seed: 1, balances: true);
        using var two = _images.InBatches(10, seed: 1, balances: true);
        using var other = _images.InBatches(10, seed: 2, balances: true);
        var second = Epoch(one, 2);

        Assert.NotEqual(Epoch(one, 3), second);
        Assert.Equal(Epoch(two, 2), second);
        Assert.NotEqual(Epoch(other, 2), second);
    }

    [Fact]
    public void InBatches_BalancedAmongAPart_DrawsFromItOnly()
    {
        long[] part = [.. Enumerable.Range(0, 61).Where(i => i % 2 == 1).Select(i => (long)i)];
        using var batches = _images.InBatches(10, seed: 1, tensor(part), balances: true);

        var positions = Epoch(batches, 1);

        Assert.Equal(part.Length, positions.Length);
        Assert.Empty(positions.Select(p => (long)p).Except(part));
        Assert.Equal([10, 10, 10], positions.CountBy(p => Labels[p]).Select(c => c.Value));
    }

    private static int[] Epoch(IBatchSource batches, int epoch)
    {
        batches.StartEpoch(epoch);
        return [.. Enumerable.Range(0, batches.Batches).SelectMany(number =>
        {
            var batch = batches.Batch(number);
            var positions = batch.Pixels.data<byte>().Select(p => (int)p).ToArray();
            Assert.Equal(positions.Select(p => Labels[p]), batch.Labels.data<long>().ToArray());
            return positions;
        })];
    }
}
