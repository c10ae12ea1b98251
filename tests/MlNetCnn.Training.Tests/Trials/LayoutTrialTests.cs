using Microsoft.ML;
using TorchSharp;

namespace MlNetCnn.Training.Tests;

public sealed class LayoutTrialTests : IDisposable
{
    private const int Images = 30;

    // Four batches an epoch.
    private static readonly TrainingOptions Long = Toys.Options with { Epochs = 125 };

    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Choose_LongRun_MeasuresAndKeepsTheAnswer()
    {
        var (choice, told) = Choose(Long);

        Assert.NotNull(choice);
        Assert.Contains("ms a step", Assert.Single(told), StringComparison.Ordinal);
        var times = StepTimes.Find(Assert.Single(Directory.GetFiles(_folder)));
        Assert.True(times is { Usual: > 0, ChannelsLast: > 0 });
        Assert.Equal(times.IsLastFaster, choice);
    }

    [Theory]
    [InlineData(2, 1, true)]
    [InlineData(1, 2, false)]
    [InlineData(1.05, 1, false)]
    public void Choose_MeasuredBefore_GivesTheAnswerOfThen(double usual, double last, bool expected)
    {
        Choose(Long);
        new StepTimes(usual, last).Keep(Assert.Single(Directory.GetFiles(_folder)));

        Assert.Equal(expected, Choose(Long).Choice);
    }

    [Fact]
    public void Choose_DamagedAnswer_IsMeasuredAnew()
    {
        Choose(Long);
        var file = Assert.Single(Directory.GetFiles(_folder));
        File.WriteAllText(file, "{ \"Usual\": ");

        Assert.NotNull(Choose(Long).Choice);
        Assert.NotNull(StepTimes.Find(file));
    }

    [Fact]
    public void Choose_AnotherBatchSize_IsAnotherQuestion()
    {
        Choose(Long);
        Choose(Long with { BatchSize = 4 });

        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void Choose_ShortRun_MeasuresNothing()
    {
        Assert.Null(Choose(Long with { Epochs = 124 }).Choice);
        Assert.False(Directory.Exists(_folder));
    }

    [Fact]
    public void Choose_FormatGiven_TakesIt()
    {
        Assert.True(Choose(Long with { ChannelsLast = true }).Choice);
        Assert.False(Directory.Exists(_folder));
    }

    [Fact]
    public void Fit_LongRun_KeepsTheFormatInItsCheckpoint()
    {
        var path = Path.Combine(Directory.CreateDirectory(_folder).FullName, "run.checkpoint");
        var trainer = new MLContext(1).Cnn.Classifier(Toys.Network(), Long with { Checkpoint = new(path) });

        trainer.Fit(Toys.View(Images));

        Assert.NotNull(TrainingCheckpoint.Load(path).ChannelsLast);
    }

    private (bool? Choice, List<string> Told) Choose(TrainingOptions options)
    {
        LibTorch.EnsureLoaded();
        using var scope = torch.NewDisposeScope();
        var view = Toys.View(Images);
        using var images = TrainingColumns.Of(view.Schema, options).Read(view, long.MaxValue);
        var input = new TrainingInput(Toys.Network().Plan(Toys.Shape, 3), Preprocessing.Bytes, torch.CPU, images, Validation: null);
        var told = new List<string>();
        return (new LayoutTrial(input, options, _folder).Choose(told.Add), told);
    }
}
