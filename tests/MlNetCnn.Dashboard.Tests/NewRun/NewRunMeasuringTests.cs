using System.Diagnostics;
using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard.Tests;

/// <summary>What the form of a run learns from processes of its own: how long it takes, and what augmentation makes of images.</summary>
public class NewRunMeasuringTests : ComponentTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly string Speed = Answering(
        """{"answer":{"trainImagesPerSecond":4150,"evaluationImagesPerSecond":8300,"batchSize":64,"threads":2,"device":"cpu","trainingBytes":104857600,"peakBytes":419430400,"isOfNoise":false}}""");

    [Fact]
    public void Measure_ARun_SaysHowLongItTakesAndWhatWasMeasured()
    {
        Host = Shell(Speed);
        var page = Open("?epochs=10");
        Assert.Contains("not measured yet", Panel(page));

        Button(page, "Measure the time").Click();

        page.WaitForAssertion(() => Assert.Contains("4,150 images/s with 2 threads on cpu in batches of 64", Panel(page)), Patience);
        var images = DataSets.Find("bundled")!.Entry.TrainImages;
        // Trained on, and evaluated twice as fast.
        var epoch = 1.5 * images / 4150;
        Assert.Contains($"About {epoch:0.0} s an epoch, {10 * epoch:0} s of training in all", Panel(page));
        Assert.Contains("took 400 MiB of memory, 100 MiB of it for training", Panel(page));
    }

    [Fact]
    public void Measure_ASweep_SaysHowLongAllRunsTake()
    {
        Host = Shell(Speed);
        var page = Open("?architecture=lenet,mlp&epochs=10&learning-rate=0.1,0.01");

        Button(page, "Measure the time").Click();

        page.WaitForAssertion(() => Assert.Contains("4 runs, about", Panel(page)), Patience);
        Assert.Equal(["lenet: measured", "mlp: measured"], page.FindAll(".speed-panel li").Select(li => li.TextContent.Split(" at ")[0].Trim()));
    }

    [Fact]
    public void Measure_FormThatChanges_IsMeasuredAnewAfterAWhileButWhatIsKnownIsNot()
    {
        Host = Shell(Speed);
        var page = Open("");
        Button(page, "Measure the time").Click();
        page.WaitForAssertion(() => Assert.Contains("4,150", Panel(page)), Patience);

        Type(page, "#learning-rate", "0.5");
        Assert.Contains("4,150", Panel(page));
        Type(page, "#batch-size", "32");
        Assert.Contains("not measured yet", Panel(page));
        Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Contains("4,150", Panel(page)), Patience);
    }

    [Fact]
    public async Task Measure_WhileARunTrains_SaysSo()
    {
        await Queue.AddAsync(new RunRequest { Architecture = Architectures.LeNet(), Data = "bundled" });
        Assert.NotNull(await new RunLeases(Store, "w", TimeSpan.FromMinutes(1)).ClaimAsync(["cpu", "auto"], default));
        Host = Shell(Speed);
        var page = Open("");

        await page.InvokeAsync(() => Button(page, "Measure the time").Click());

        page.WaitForAssertion(() => Assert.Contains("beside a run that trains", Panel(page)), Patience);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Measure_FormThatChangesOrIsLeft_EndsItsProcess(bool isLeft)
    {
        var number = Path.Combine(DataSets.OwnFolder, "number");
        Directory.CreateDirectory(DataSets.OwnFolder);
        Host = Shell($"echo $$ > '{number}.new'; mv '{number}.new' '{number}'; exec sleep 600");
        var page = Open("");
        await page.InvokeAsync(() => Button(page, "Measure the time").Click());
        page.WaitForAssertion(() => Assert.Contains("Measuring lenet", Panel(page)), Patience);
        await UntilAsync(() => File.Exists(number));
        using var process = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(number), CultureInfo.InvariantCulture));

        if (isLeft)
            await DisposeComponentsAsync();
        else
            await page.InvokeAsync(() => page.Find("#batch-size").Change("32"));

        await UntilAsync(() => process.HasExited);
    }

    [Fact]
    public void Measure_ProcessThatFails_SaysWhy()
    {
        Host = Shell("echo no libraries here >&2; exit 3");
        var page = Open("");

        Button(page, "Measure the time").Click();

        page.WaitForAssertion(() => Assert.Contains("no libraries here", page.Find(".speed-panel [role=alert]").TextContent), Patience);
    }

    [Fact]
    public void Augmentation_Shown_HasImagesBeforeAndAfterAndFollowsTheSettings()
    {
        Host = Shell($"v=$(head -c {8 * 28 * 28} /dev/zero | base64 | tr -d '\\n'); {Answering("{\\\"answer\\\":{\\\"variants\\\":[\\\"$v\\\",\\\"$v\\\",\\\"$v\\\"]}}", quote: '"')}");
        var page = Open("?augmentation=cifar");

        Button(page, "Show what it does to images").Click();

        page.WaitForAssertion(() => Assert.Equal(8, page.FindAll(".augmentation-preview tbody tr").Count), Patience);
        Assert.Contains("moved by up to 4 pixels along each side; half of them at random mirrored, left to right", page.Find(".augmentation-preview caption").TextContent);
        var pictures = page.FindAll(".augmentation-preview tbody tr")[0].QuerySelectorAll("img");
        Assert.Equal(["as it is", "in epoch 1", "in epoch 2", "in epoch 3"], pictures.Select(p => p.GetAttribute("alt")!.Split(' ', 2)[1]));
        Assert.Equal(2, pictures.Select(p => p.GetAttribute("src")).Distinct().Count());

        Type(page, "#rotation", "15");
        Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Contains("turned by up to 15° either way", page.Find(".augmentation-preview caption").TextContent), Patience);

        Type(page, "#rotation", "");
        Type(page, "#augmentation", "none");
        Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Contains("Nothing happens to the images", page.Find(".augmentation-preview").TextContent), Patience);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        var start = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "It did not come to pass.");
            await Task.Delay(20);
        }
    }

    // What a process answered may still be drawn: the form takes what is typed after that.
    private static void Type(IRenderedComponent<NewRunPage> page, string field, string text)
    {
        page.Find(field).Change(text);
        page.WaitForAssertion(() => Assert.Equal(text, page.Find(field).GetAttribute("value") ?? ""), Patience);
    }

    private static string Answering(string json, char quote = '\'') => $"while read -r line; do echo {quote}{json}{quote}; done";

    private static RunHost Shell(string script) => new("sh", "-c", script);

    private static string Panel(IRenderedComponent<NewRunPage> page) => string.Join(' ', page.Find(".speed-panel").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IElement Button(IRenderedComponent<NewRunPage> page, string text) => page.FindAll("button").Single(b => b.TextContent.Trim() == text);

    private IRenderedComponent<NewRunPage> Open(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"runs/new{query}");
        return Render<NewRunPage>();
    }
}
