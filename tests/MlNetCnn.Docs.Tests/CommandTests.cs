using System.CommandLine;
using MlNetCnn.Cli;

namespace MlNetCnn.Docs.Tests;

/// <summary>Every `mlnetcnn` of the documentation is read by the parser of the command line itself: an option that is not there fails.</summary>
public class CommandTests
{
    public static TheoryData<string> Pages => [.. DocumentationFile.All.Where(path => Commands(path).Any())];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_OfAPage_AreUnderstood(string page) =>
        Assert.Equal([], Commands(page).Select(command => (Command: command, Wrong: Find(command))).Where(c => c.Wrong is not null).Select(c => $"{c.Command}: {c.Wrong}"));

    [Fact]
    public void Find_AnOptionThatIsNotThere_IsWrong() => Assert.Contains("--epoch", Find(ShellCommand.Of("mlnetcnn train lenet --epoch 3")!));

    private static string? Find(ShellCommand command)
    {
        using var interruption = new Interruption();
        return UsageError.Find(CommandLine.Create(interruption).Parse(command.Words, new ParserConfiguration { ResponseFileTokenReplacer = null }));
    }

    /// <summary>In blocks for a shell, and in the text where options are given.</summary>
    private static IEnumerable<ShellCommand> Commands(string path)
    {
        var page = new DocumentationFile(path);
        return page.Blocks.Where(b => b.Language == "sh").SelectMany(ShellCommand.Lines)
            .Concat(page.InlineCode.Where(code => code.Contains(" --", StringComparison.Ordinal)).Select(code => code.Replace("\\|", "|", StringComparison.Ordinal)))
            .Select(ShellCommand.Of).OfType<ShellCommand>();
    }
}
