namespace MlNetCnn.Docs.Tests;

/// <summary>
/// The documentation's commands, run in the order of their page in a folder as its reader has one. A block that is not run here says so beside its
/// language: by which test class the same is run, or that it is not run at all, and then why, to the reader too.
/// </summary>
public sealed class RunCommandTests(ReaderFolder folder) : IClassFixture<ReaderFolder>
{
    private const string By = "by=", NotRun = "not-run";

    public static TheoryData<string> Pages => [.. DocumentationFile.All.Where(path => Blocks(path).Any(b => b.Info.Length == 0))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_OfAPage_Run(string page)
    {
        foreach (var line in Blocks(page).Where(b => b.Info.Length == 0).SelectMany(ShellCommand.Lines))
        {
            var command = ShellCommand.Of(line);
            Assert.True(command is not null, $"'{line}' is no command of ours: let its block say by which test it is run.");
            var (exitCode, error) = folder.Run(command);
            Assert.True(exitCode == 0, $"{line}\n{error}");
        }
    }

    [Fact]
    public void Blocks_NotRunHere_SayByWhichTestOrWhy()
    {
        foreach (var block in DocumentationFile.All.SelectMany(Blocks).Where(b => b.Info.Length > 0))
        {
            if (block.Info == NotRun)
                Assert.StartsWith("# Not run by the tests: ", block.Text, StringComparison.Ordinal);
            else
                Assert.True(Exists(block.Info), $"{block.Info}: there is no such test class or file.");
        }
    }

    private static IEnumerable<DocumentationFile.CodeBlock> Blocks(string path) => new DocumentationFile(path).Blocks.Where(b => b.Language == "sh");

    private static bool Exists(string info) => info.StartsWith(By, StringComparison.Ordinal)
        && (File.Exists(DocumentationFile.In(info[By.Length..]))
            || Directory.EnumerateFiles(DocumentationFile.In("tests"), $"{info[By.Length..]}.cs", SearchOption.AllDirectories).Any());
}
