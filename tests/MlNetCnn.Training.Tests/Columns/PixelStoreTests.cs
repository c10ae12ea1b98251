using CsCheck;
using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public sealed class PixelStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-test-").FullName;

    [Fact]
    public void Finish_AnyCountAndBudget_GivesTheImagesAsTheyCame() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 60].Nullable(), Gen.Int[0, 50]).Sample((count, expected, fitting) =>
        {
            using var scope = NewDisposeScope();
            // Images of 1 MB: chunks of 16 of them.
            var shape = new TensorShape(1, 1024, 1024);
            using var store = new PixelStore(shape, ScalarType.Byte, expected, (long)fitting << 20, _folder);
            var row = new byte[shape.Elements];
            for (var i = 0; i < count; i++)
            {
                row.AsSpan().Fill((byte)(i + 1));
                store.Add(row);
            }

            using var images = store.Finish(arange(count, ScalarType.Int64));

            Assert.Equal(Math.Max(expected ?? 0, count) > fitting, images is CachedImages);
            using var batches = images.InBatches(batchSize: 100, seed: null);
            var batch = batches.Batch(0);
            Assert.Equal([count, 1, 1024, 1024], batch.Pixels.shape);
            var firsts = batch.Pixels.reshape(count, -1).select(1, 0);
            Assert.Equal(Enumerable.Range(1, count).Select(i => (byte)i), firsts.data<byte>().ToArray());
            Assert.True(batch.Pixels.reshape(count, -1).eq(firsts.unsqueeze(1)).all().item<bool>());
        }, iter: 12);

    [Fact]
    public void Create_MoreRowsThanTheDiskHasRoomFor_SaysSoBeforeTheFirstRow()
    {
        var error = Assert.Throws<IOException>(() => new PixelStore(new TensorShape(3, 1000, 1000), ScalarType.Byte, 1L << 50, budget: 0, _folder));

        Assert.Contains("3,377,699,720,527,872,000,000 bytes are needed", error.Message, StringComparison.Ordinal);
        Assert.Contains("Make room there", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
