using MlNetCnn.Training;

namespace MlNetCnn.Cli.Tests;

public class FailureTests
{
    [Fact]
    public void OneLine_ArgumentOutOfRange_LosesWhatOnlyProgrammersKnow() =>
        Assert.Equal(
            "A network needs at least 2 classes.",
            Failure.OneLine(new ArgumentOutOfRangeException("classes", 1, "A network needs at least 2 classes.")));

    [Fact]
    public void OneLine_TrainingOption_IsNamedAsOnTheCommandLine() =>
        Assert.Equal("--batch-size is 0, but must be at least 1.", Failure.OneLine(Assert.Throws<ArgumentException>(
            () => new TrainingOptions { BatchSize = 0 }.RecipeFor(Architectures.LeNet()))));

    [Theory]
    [InlineData("The training option Transfer is Head, but must be left out.", "--transfer is head, but must be left out.")]
    [InlineData("The training option LearningRate is NaN, but must be above 0.", "--learning-rate is NaN, but must be above 0.")]
    [InlineData("Training the last alone cannot work: set Transfer to FineTune.", "Training the last alone cannot work: set --transfer to fine-tune.")]
    [InlineData("There is no folder: set XDG_CACHE_HOME or HOME.", "There is no folder: set XDG_CACHE_HOME or HOME.")]
    public void OneLine_ValueOrAdvice_IsNamedAsOnTheCommandLine(string message, string sentence) =>
        Assert.Equal(sentence, Failure.OneLine(new ArgumentException(message)));

    [Fact]
    public void OneLine_SeveralLines_BecomeOneWithAFullStop() =>
        Assert.Equal("The first and the second.", Failure.OneLine(new IOException("The first\r\n  and the second")));

    [Fact]
    public void Of_Known_IsItsSentence()
    {
        Assert.Equal(new Failure("libtorch is not there.", 1), Failure.Of(new LibTorchException("libtorch is not there.")));
        Assert.Equal(new Failure("The file is damaged.", 1), Failure.Of(new AggregateException(new InvalidDataException("The file is damaged."))));
    }

    [Fact]
    public void Of_WrappedByMlNet_IsTheInnerSentence() =>
        Assert.Equal(
            "The image is damaged.",
            Failure.Of(new InvalidOperationException("Splitter/consolidator worker encountered exception", new InvalidDataException("The image is damaged."))).Sentence);

    [Fact]
    public void Of_Unknown_NamesTheTypeAndAsksForAReport()
    {
        var failure = Failure.Of(new KeyNotFoundException("The key was not present."));

        Assert.Equal(1, failure.ExitCode);
        Assert.Contains("KeyNotFoundException", failure.Sentence);
        Assert.Contains("report", failure.Sentence);
    }

    [Fact]
    public void Of_Cancelled_ExitsAsAShellReportsCtrlC() => Assert.Equal(130, Failure.Of(new OperationCanceledException()).ExitCode);
}
