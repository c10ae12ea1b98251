namespace MlNetCnn.Cli.Tests;

public class SuggestCommandTests
{
    [Theory]
    [InlineData("mlnetcnn tr", "train")]
    [InlineData("/home/me/.dotnet/tools/mlnetcnn data ge", "generate", "get")]
    [InlineData("mlnetcnn train resnet1", "resnet101", "resnet18", "resnet18-imagenet")]
    [InlineData("mlnetcnn train lenet --optimizer ", "adam", "adamw", "sgd")]
    [InlineData("mlnetcnn train lenet --opt", "--optimizer")]
    [InlineData("mlnetcnn dashboard --to", "--token")]
    [InlineData("mlnetcnn completion ", "bash", "fish", "pwsh", "zsh")]
    [InlineData("mlnetcnn sugg")]
    [InlineData("mlnetcnn train --data ")]
    [InlineData("mlnetcnn train --data /")]
    public void Suggest_OfALine_GivesTheWordsThatMayStandAtItsEnd(string line, params string[] words)
    {
        var run = CommandRun.Of("suggest", line);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(words, run.Output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')[0]));
    }

    [Fact]
    public void Suggest_OfAnOption_DescribesIt() =>
        Assert.Equal("--optimizer\tChoose the optimizer. Default: the preset's.", CommandRun.Of("suggest", "mlnetcnn train --opt").Output.TrimEnd());
}
