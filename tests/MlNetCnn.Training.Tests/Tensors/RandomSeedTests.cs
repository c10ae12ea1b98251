using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public class RandomSeedTests
{
    [Fact]
    public void Of_NumbersThatDifferInOnePlace_GivesOtherSeeds()
    {
        var seeds =
            from seed in Enumerable.Range(0, 10)
            from epoch in Enumerable.Range(1, 10)
            from batch in Enumerable.Range(-1, 10)
            select RandomSeed.Of(seed, epoch, batch);

        Assert.Equal(1000, seeds.Distinct().Count());
    }

    [Fact]
    public void ResidentBatches_OtherSeedOrEpoch_ComeInAnotherOrder()
    {
        LibTorch.EnsureLoaded();

        Assert.Equal(Order(seed: 1, epoch: 1), Order(seed: 1, epoch: 1));
        Assert.NotEqual(Order(seed: 1, epoch: 1), Order(seed: 2, epoch: 1));
        Assert.NotEqual(Order(seed: 1, epoch: 1), Order(seed: 1, epoch: 2));
    }

    private static long[] Order(int seed, int epoch)
    {
        using var scope = NewDisposeScope();
        using var images = new ImageTensors(zeros(20, 1, 1, 1), arange(20));
        using var batches = new ResidentBatches(images, 20, seed);
        batches.StartEpoch(epoch);
        return [.. batches.Batch(0).Labels.data<long>()];
    }
}
