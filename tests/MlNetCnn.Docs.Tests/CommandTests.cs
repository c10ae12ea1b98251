using System.CommandLine;
using System.Text.RegularExpressions;
using MlNetCnn.Cli;

namespace MlNetCnn.Docs.Tests;

/// <summary>Every `mlnetcnn` of the documentation is read by the parser of the command line itself: an option that is not there fails.</summary>
public partial class CommandTests
{
    public static TheoryData<string> Pages => [.. DocumentationFile.All.Where(path => Commands(path).Any())];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_OfAPage_AreUnderstood(string page) =>
        Assert.Equal([], Commands(page).Select(command => (Command: command, Wrong: Find(command))).Where(c => c.Wrong is not null).Select(c => $"{c.Command}: {c.Wrong}"));

    [Fact]
    public void Find_AnOptionThatIsNotThere_IsWrong() => Assert.Contains("--epoch", Find("train lenet --epoch 3"));

    private static string? Find(string command)
    {
        using var interruption = new Interruption();
        string[] words = [.. Word().Matches(command).Select(m => m.Value.Trim('"'))];
        return UsageError.Find(CommandLine.Create(interruption).Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null }));
    }

    /// <summary>What follows <c>mlnetcnn</c>, up to where its output goes: in blocks for a shell, and in the text where options are given.</summary>
    private static IEnumerable<string> Commands(string path)
    {
        var page = new DocumentationFile(path);
        return page.Blocks.Where(b => b.Language == "sh").SelectMany(b => b.Text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
            .Concat(page.InlineCode.Where(code => code.Contains(" --", StringComparison.Ordinal)).Select(code => code.Replace("\\|", "|", StringComparison.Ordinal)))
            .Select(line => Command().Match(line)).Where(m => m.Success).Select(m => m.Groups["words"].Value.Trim());
    }

    [GeneratedRegex(@"^(?:(?:mlnetcnn/)?mlnetcnn|dotnet run -c Release --project src/MlNetCnn\.Cli --|dotnet tool exec MlNetCnn\.Cli --) (?<words>(?:[^#>]|(?<! )#)*)")]
    private static partial Regex Command();

    [GeneratedRegex(@"""[^""]*""|\S+")]
    private static partial Regex Word();
}
