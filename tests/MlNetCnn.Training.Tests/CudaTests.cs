using Microsoft.ML;
using TorchSharp;

namespace MlNetCnn.Training.Tests;

/// <summary>What only a GPU can show. Its kernels add up in other orders, so that results are close to the CPU's and not equal.</summary>
public class CudaTests
{
    private static readonly TrainingOptions Options = Toys.Options with { Epochs = 5, Device = "cuda" };

    private readonly MLContext _ml = new(seed: 1);

    [CudaFact]
    public void Parse_Auto_TakesAGpu()
    {
        LibTorch.EnsureLoaded();

        Assert.Equal(DeviceType.CUDA, TrainingDevice.Parse("auto").type);
    }

    [CudaFact]
    public void Fit_InFloat32_ComesToWhatTheCpuComesTo()
    {
        var options = Options with { Precision = Precision.Float32, GradientClip = 1, Augmentation = Augmentation.Cifar };

        var (gpu, cpu) = (Fit(options), Fit(options with { Device = "cpu" }));

        Assert.Equal(cpu.Count, gpu.Count);
        foreach (var (one, other) in gpu.Zip(cpu))
        {
            Assert.Equal(other.TrainLoss, one.TrainLoss, 0.02);
            Assert.Equal(other.GradientNorm!.Value, one.GradientNorm!.Value, 0.05 * other.GradientNorm.Value);
        }
    }

    [CudaFact]
    public void Fit_InBFloat16AndChannelsLast_Learns()
    {
        var reports = Fit(Options with { Epochs = 10, Precision = Precision.BFloat16, ChannelsLast = true });

        Assert.True(reports[^1].TrainAccuracy > 0.9, $"{reports[^1].TrainAccuracy}");
    }

    [CudaFact]
    public void Fit_StreamingFromAFile_ComesToWhatResidentImagesComeTo()
    {
        var options = Options with { Precision = Precision.Float32 };

        var (streamed, resident) = (Fit(options with { MemoryBudget = 0 }), Fit(options));

        Assert.Equal(resident[^1].TrainLoss, streamed[^1].TrainLoss, 0.02);
    }

    [CudaFact]
    public void Fit_BatchesThatDoNotFit_AreHalvedUntilTheyDo()
    {
        var wide = new Architecture("wide", [new Conv2d(1 << 16, 3) { Padding = 1 }, new AdaptiveAvgPool2d(1), new Flatten(), new Linear()]);
        var reports = new List<EpochMetrics>();
        var images = 16384; // of 9 MB each behind the convolution

        _ml.Cnn.Classifier(wide, Options with { Epochs = 1, BatchSize = images, HalveBatch = true, Progress = new Callback<EpochMetrics>(reports.Add) })
            .Fit(Toys.View(images)).Dispose();

        Assert.InRange(reports[0].BatchSize!.Value, 1, images / 2);
    }

    private List<EpochMetrics> Fit(TrainingOptions options)
    {
        var reports = new List<EpochMetrics>();
        _ml.Cnn.Classifier(Toys.Network(batchNorm: true), options with { Progress = new Callback<EpochMetrics>(reports.Add) }).Fit(Toys.View(60)).Dispose();
        return reports;
    }
}
