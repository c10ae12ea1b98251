using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using MlNetCnn.Tests;

namespace MlNetCnn.Components.Tests;

public sealed class ImageClassifierTests : ComponentTest
{
    private static readonly CnnModel Model = RandomModels.Create(Architectures.LeNet(), new(1, 28, 28), classes: 10);
    private static readonly byte[] Picture = Png.Color(40, 30, [.. Enumerable.Range(0, 3600).Select(i => (byte)i)]);

    private readonly CnnScorer _scorer = new(Model, new() { Device = "cpu", Threads = 1 });

    [Fact]
    public async Task Images_Chosen_ShowTheirClassesAsTheScorerSaysThem()
    {
        List<ClassifiedImage> classified = [];
        var page = Render<ImageClassifier>(p => p.Add(c => c.Scorer, _scorer).Add(c => c.Classified, classified.Add));
        var expected = await _scorer.ScoreAsync(ImageFile.Read(Picture, "one", new(1, 28, 28)).Pixels);

        Choose(page, ("one.png", Picture), ("two.png", Picture));

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".result").Count));
        Assert.Equal(["one.png", "two.png"], classified.Select(c => c.FileName));
        Assert.All(classified, c => Assert.Equal(expected, c.Probabilities));
        var likeliest = $"class {Array.IndexOf(expected, expected.Max())}";
        Assert.Equal($"{likeliest} {ShownNumber.Percent(expected.Max())}", page.Find(".headline").TextContent.Trim());
        Assert.Equal(5, page.FindAll(".result tbody tr").Count / 2);
        Assert.StartsWith("data:image/png;base64,", page.Find(".result img").GetAttribute("src"), StringComparison.Ordinal);
    }

    [Fact]
    public void Image_BelowTheThresholdOfTheModel_IsUnknown()
    {
        using var scorer = new CnnScorer(Model.WithConfidence(temperature: 1, knownFrom: 1), new() { Device = "cpu", Threads = 1 });
        var page = Render<ImageClassifier>(p => p.Add(c => c.Scorer, scorer));

        Choose(page, ("stranger.png", Picture));

        page.WaitForAssertion(() => Assert.StartsWith("Unknown", page.Find(".headline").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void File_ThatCannotBeRead_IsSaidAndTheOthersAreClassified()
    {
        var page = Render<ImageClassifier>(p => p.Add(c => c.Scorer, _scorer).Add(c => c.MaxFileSize, 8000));

        Choose(page, ("damaged.png", Picture[..100]), ("good.png", Picture), ("notes.txt", "no image"u8.ToArray()), ("large.png", new byte[8001]));

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".problem").Count));
        Assert.Equal(["'damaged.png'", "'notes.txt'", "'large.png'"], page.FindAll(".problem").Select(p => p.TextContent.Split(' ')[1]));
        Assert.Single(page.FindAll(".result"));
    }

    [Fact]
    public void Files_MoreThanAreTaken_AreSaid()
    {
        var page = Render<ImageClassifier>(p => p.Add(c => c.Scorer, _scorer).Add(c => c.MaxFiles, 2));

        Choose(page, ("1.png", Picture), ("2.png", Picture), ("3.png", Picture));

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".result").Count));
        Assert.Contains("3 files came, but at most 2", page.Find(".problem").TextContent, StringComparison.Ordinal);
        page.Find("button").Click();
        Assert.Empty(page.FindAll(".result"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _scorer.Dispose();
    }

    private static void Choose(IRenderedComponent<ImageClassifier> page, params (string Name, byte[] Bytes)[] files) =>
        page.FindComponent<InputFile>().UploadFiles([.. files.Select(f => InputFileContent.CreateFromBinary(f.Bytes, f.Name))]);
}
