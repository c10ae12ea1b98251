using System.Runtime.CompilerServices;

namespace MlNetCnn.Cli.Tests;

/// <summary>
/// The summary of every network of the catalog, compared with a file that people have looked at. After a change that is meant, run these
/// tests with the environment variable MLNETCNN_UPDATE_GOLDEN=1, which writes the files anew, and read the difference before it is committed.
/// </summary>
public class GoldenSummaryTests
{
    private static readonly bool IsUpdate = Environment.GetEnvironmentVariable("MLNETCNN_UPDATE_GOLDEN") == "1";

    public static TheoryData<string> Names => [.. Architectures.All.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Markdown_OfANetwork_IsTheGoldenFile(string name)
    {
        var run = CommandRun.Of("summary", name, "--markdown");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var summary = run.Output.ReplaceLineEndings("\n");

        var path = Path.Combine(Folder(), $"{name}.txt");
        if (IsUpdate)
            File.WriteAllText(path, summary);

        Assert.True(File.Exists(path), $"There is no golden file '{path}': write it with MLNETCNN_UPDATE_GOLDEN=1.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), summary);
    }

    [Fact]
    public void Files_OfNoNetwork_AreNotThere() =>
        Assert.Empty(Directory.GetFiles(Folder()).Select(Path.GetFileNameWithoutExtension).Except(Architectures.All.Select(e => e.Name)));

    private static string Folder([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "..", "Golden");
}
