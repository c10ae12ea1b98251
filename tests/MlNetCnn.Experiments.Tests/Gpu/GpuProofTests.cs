namespace MlNetCnn.Experiments.Tests;

/// <summary>The proof for a GPU, as far as a CPU allows.</summary>
public sealed class GpuProofTests
{
    [Theory]
    [InlineData("score", "lenet", "| lenet | 1×28×28 | 256 | cpu | 0.0e+0 |")]
    [InlineData("train", "lenet-relu", "| lenet-relu | cpu |")]
    public async Task Run_OnTheCpu_FindsTheCpusResults(string what, string network, string row)
    {
        string[] command = what == "train" ? [Built("MlNetCnn.Cli")] : [];
        var (exitCode, output) = await DotNet.RunAsync(Path.GetTempPath(), [Built("MlNetCnn.GpuProof.dll"), what, "cpu", .. command, network]);

        Assert.True(exitCode == 0, output);
        Assert.Contains(row, output, StringComparison.Ordinal);
    }

    private static string Built(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
