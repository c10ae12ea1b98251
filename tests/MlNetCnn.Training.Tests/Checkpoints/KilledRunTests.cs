using System.Globalization;

namespace MlNetCnn.Training.Tests;

public sealed class KilledRunTests : IDisposable
{
    private const int Epochs = 5;
    private const int BatchesAnEpoch = 9;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-test-");

    [Theory]
    [InlineData("Sgd", 1)]
    [InlineData("Adam", 2)]
    [InlineData("AdamW", 3)]
    [InlineData("Adam+average", 4)]
    [InlineData("Sgd+average+bfloat16", 5)]
    public void Fit_KilledAtRandomMomentsAndResumed_EndsWithTheSameWeightsToTheBit(string recipe, int seed)
    {
        using var whole = new FitProcess(PathOf("whole"), recipe, $"{Epochs}");
        var expected = whole.Finish();

        // How many lines a life lasts is drawn beforehand; where in a batch or in writing a checkpoint the kill falls is chance.
        var random = new Random(seed);
        var kills = 0;
        for (var life = 0; life < 3; life++)
        {
            using var killed = new FitProcess(PathOf("parts"), recipe, $"{Epochs}", PathOf("checkpoint"));
            killed.Read(random.Next(1, BatchesAnEpoch * Epochs / 4));
            kills += killed.Kill() ? 1 : 0;
        }
        using var last = new FitProcess(PathOf("parts"), recipe, $"{Epochs}", PathOf("checkpoint"));
        var rest = last.Finish();

        Assert.Equal(3, kills);
        Assert.Equal(File.ReadAllBytes(PathOf("whole")), File.ReadAllBytes(PathOf("parts")));
        // Losses and rates are the same too, to the last digit; only the memory differs.
        Assert.Equal(Measures(expected)[^1], Measures(rest)[^1]);
        // Of what a killed process was writing nothing is left.
        Assert.Equal(["checkpoint", "parts", "whole"], _folder.GetFiles().Select(f => f.Name).Order());
    }

    [Fact]
    public void Fit_TwiceInProcessesOfTheirOwn_GivesTheSameWeightsToTheBit()
    {
        using var one = new FitProcess(PathOf("one"), "Adam", "3");
        one.Finish();
        using var other = new FitProcess(PathOf("other"), "Adam", "3");
        other.Finish();

        Assert.Equal(File.ReadAllBytes(PathOf("one")), File.ReadAllBytes(PathOf("other")));
    }

    [Fact]
    public void Fit_FiftyEpochs_KeepsTheResidentMemoryFlat()
    {
        using var run = new FitProcess(PathOf("weights"), "Adam", "50");

        var bytes = run.Finish().Where(IsEpoch).Select(l => long.Parse(l.Split(' ')[^1], CultureInfo.InvariantCulture)).ToArray();

        Assert.Equal(50, bytes.Length);
        Assert.InRange(bytes[^1] - bytes[9], long.MinValue, 20_000_000);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string[] Measures(List<string> lines) => [.. lines.Where(IsEpoch).Select(l => l[..l.LastIndexOf(' ')])];

    private static bool IsEpoch(string line) => line.StartsWith("epoch ", StringComparison.Ordinal);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
