using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public class PrefetchedBatchesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Batch_OneAfterAnother_GivesAllInOrderAndRunsAheadNoFurtherThanTheDepth(int atOnce)
    {
        using var scope = NewDisposeScope();
        using var source = new Counting(50);
        using var batches = new PrefetchedBatches(source, atOnce, depth: 3);

        for (var epoch = 1; epoch <= 2; epoch++)
        {
            batches.StartEpoch(epoch);
            source.Gathered = 0;
            for (var number = 0; number < batches.Batches; number++)
            {
                Assert.Equal((epoch * 1000) + number, Read(batches.Batch(number)));
                Assert.InRange(source.Gathered, number + 1, ((number / atOnce) + 1 + 3 + 1) * atOnce); // those that wait, and those at the door
            }
        }
    }

    [Fact]
    public void Batch_OutOfOrder_GivesTheOneAskedFor()
    {
        using var scope = NewDisposeScope();
        using var batches = new PrefetchedBatches(new Counting(50));
        batches.StartEpoch(1);

        Assert.Equal([1000, 1007, 1008, 1003], new[] { 0, 7, 8, 3 }.Select(number => Read(batches.Batch(number))));
    }

    [Fact]
    public void Batch_SourceThatFails_ThrowsWhatItThrew()
    {
        using var scope = NewDisposeScope();
        using var batches = new PrefetchedBatches(new Counting(50) { FailsAt = 2 });
        batches.StartEpoch(1);

        Assert.Equal(1001, new[] { 0, 1 }.Select(number => Read(batches.Batch(number))).Last());
        Assert.Throws<InvalidDataException>(() => batches.Batch(2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Dispose_InTheMiddle_EndsTheThreadAndReleasesWhatWaits(int atOnce)
    {
        var source = new Counting(1_000_000);
        var batches = new PrefetchedBatches(source, atOnce);
        using (NewDisposeScope())
        {
            batches.StartEpoch(1);
            batches.Batch(0);
            Assert.True(batches.IsGathering);
        }

        batches.Dispose();

        Assert.False(batches.IsGathering);
        Assert.True(source.IsDisposed);
        Assert.All(source.Made, tensor => Assert.True(tensor.IsInvalid));
    }

    private static long Read(Batch batch) => batch.Labels.item<long>();

    private sealed class Counting(int count) : IBatchSource
    {
        private int _epoch;

        public int Gathered { get; set; }

        public int? FailsAt { get; init; }

        public bool IsDisposed { get; private set; }

        public List<Tensor> Made { get; } = [];

        public int Images => count;

        public int Batches => count;

        public void StartEpoch(int epoch) => _epoch = epoch;

        public Batch Batch(int number)
        {
            if (number == FailsAt)
                throw new InvalidDataException();
            Gathered++;
            var batch = new Batch(zeros(1), full([1], (_epoch * 1000) + number, ScalarType.Int64));
            Made.AddRange([batch.Pixels, batch.Labels]);
            return batch;
        }

        public void Dispose() => IsDisposed = true;
    }
}
