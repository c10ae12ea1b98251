namespace MlNetCnn.Dashboard.Tests;

public class RunAdviceTests
{
    [Theory]
    [InlineData("The process was killed (signal 9), most likely because the machine ran out of memory.", "smaller batch size")]
    [InlineData("The loss became NaN in epoch 1.", "smaller learning rate")]
    [InlineData("There is no data set 'x' on host.", "under Data")]
    [InlineData("Something else.", "Try again")]
    [InlineData(null, "Try again")]
    public void For_Sentence_SaysWhatToTry(string? sentence, string advice) =>
        Assert.Contains(advice, RunAdvice.For(sentence), StringComparison.Ordinal);
}
