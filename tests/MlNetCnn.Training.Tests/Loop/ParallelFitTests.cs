using Microsoft.ML;

namespace MlNetCnn.Training.Tests;

public class ParallelFitTests
{
    private static readonly Architecture Network = new("dropping",
    [
        new Conv2d(8, 3) { Name = "conv", Padding = 1 },
        new BatchNorm2d { Name = "bn" },
        new ReLU { Name = "relu" },
        new Dropout(0.4) { Name = "drop" },
        new Flatten { Name = "flatten" },
        new Linear(64) { Name = "fc1" },
        new Dropout(0.4) { Name = "drop2" },
        new Linear { Name = "fc2" },
    ]);

    [Fact]
    public async Task Fit_SeveralAtOnce_GivesTheWeightsOfEachAloneToTheBit()
    {
        TrainingOptions[] all =
        [
            .. Enumerable.Range(0, 8).Select(i => Toys.Options with
            {
                Epochs = 6,
                Seed = i / 2, // each twice
                Threads = 1 + (i % 2),
                ValidationFraction = 0.2,
                Augmentation = new Augmentation { CropPadding = 1, HorizontalFlip = true, Rotation = 10, Erasing = 0.3, Mixup = 0.2 },
            }),
        ];
        var alone = all.Select(Fit).ToArray();

        // A thread each: the pool would start some of them when others are over.
        using var start = new Barrier(all.Length);
        var together = await Task.WhenAll(all.Select(options => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Fit(options);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.All(alone.Zip(together), pair => Assert.Equal(pair.First, pair.Second));
        Assert.NotEqual(alone[0], alone[2]);
    }

    [Fact]
    public void Fit_WhileGarbageIsCollected_GivesTheSameWeights()
    {
        var options = Toys.Options with
        {
            Epochs = 12,
            WeightAverage = 0.9,
            Augmentation = new Augmentation { CropPadding = 1, HorizontalFlip = true, Rotation = 10, Brightness = 0.1, Contrast = 0.1, Erasing = 0.3, Mixup = 0.2 },
        };
        var alone = Fit(options);
        var over = false;
        var collecting = new Thread(() =>
        {
            while (!Volatile.Read(ref over))
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collecting.Start();

        var meanwhile = Fit(options);
        Volatile.Write(ref over, true);
        collecting.Join();

        Assert.Equal(alone, meanwhile);
    }

    private static byte[] Fit(TrainingOptions options)
    {
        using var model = new MLContext(1).Cnn.Classifier(Network, options).Fit(Toys.View(90));
        return model.Model.ToOnnx();
    }
}
