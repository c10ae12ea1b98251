using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard.Tests;

public class NewRunPageTests : ComponentTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void Page_EmptyForm_CanStartAndShowsEveryShapeAndSetting()
    {
        var page = Open("");

        Assert.False(Start(page).HasAttribute("disabled"));
        Assert.Contains("6×28×28", page.Find("tr[data-path=conv1]").TextContent);
        Assert.Contains("61,706", page.Find(".pipeline-costs").TextContent);
        Assert.All(TrainingSettings.All.Where(s => s.Group != TrainingSettingGroup.Columns), s => Assert.NotNull(page.Find($"#{s.Name}")));
        Assert.Equal("0.003", page.Find("#learning-rate").GetAttribute("placeholder"));
    }

    [Fact]
    public void Size_TooSmallForTheNetwork_MarksTheLayerAndStartIsImpossible()
    {
        var page = Open("");

        page.Find("#size").Change("8");

        Assert.True(Start(page).HasAttribute("disabled"));
        Assert.Contains("conv2", page.Find(".pipeline-sum .problem").TextContent);
        Assert.Contains("does not fit", page.Find("tr.flawed[data-path=conv2]").TextContent);
        page.Find("#size").Change("32");
        Assert.False(Start(page).HasAttribute("disabled"));
    }

    [Theory]
    [InlineData("99999999")]
    [InlineData("32, 99999999")]
    public void BatchSize_BeyondTheMemoryOfTheMachine_IsSaidAndStartIsImpossible(string batches)
    {
        var page = Open("");

        page.Find("#batch-size").Change(batches);

        Assert.True(page.FindAll(".pipeline-sum button").Single(b => b.TextContent.Trim().StartsWith("Start", StringComparison.Ordinal)).HasAttribute("disabled"));
        Assert.Matches("Training with mini-batches of 99,999,999 images needs about .* but this machine has .* of memory", page.Find(".pipeline-sum .problem").TextContent);
        page.Find("#batch-size").Change("64");
        Assert.False(Start(page).HasAttribute("disabled"));
    }

    [Theory]
    [InlineData("learning-rate", "fast", "Learning rate needs a number, but got 'fast'.")]
    [InlineData("learning-rate", "-1", "above 0")]
    [InlineData("patience", "3", "set a validation fraction")]
    [InlineData("size", "3x4x5", "96x128")]
    [InlineData("size", "999999", "from 1 to 16,384")]
    [InlineData("size", "0", "from 1 to 16,384")]
    [InlineData("channels", "2", "1 or 3")]
    [InlineData("priority", "soon", "whole number")]
    public void Field_WrongValue_SaysSoThereAndStartIsImpossible(string field, string text, string says)
    {
        var page = Open($"?{field}={text}");

        Assert.Equal("true", page.Find($"#{field}").GetAttribute("aria-invalid"));
        Assert.Contains(says, page.Find($"#{field}-says").TextContent);
        Assert.True(Start(page).HasAttribute("disabled"));
    }

    [Fact]
    public void Field_Changed_IsMarkedAndCanBeReset()
    {
        var page = Open("?epochs=3");
        Assert.Equal("epochs", Assert.Single(page.FindAll(".field.is-changed")).QuerySelector("input")!.Id);

        page.Find("[aria-label='Reset Epochs']").Click();

        Assert.Empty(page.FindAll(".field.is-changed"));
        Assert.Equal("", page.Find("#epochs").GetAttribute("value") ?? "");
    }

    [Fact]
    public void Values_OfASweep_CanBeRemovedOneByOne()
    {
        var page = Open("?learning-rate=0.1,0.01,0.001");
        Assert.Equal(["0.1", "0.01", "0.001"], page.FindAll(".mud-chip").Select(c => c.TextContent.Trim()));

        page.FindAll(".mud-chip button")[1].Click();

        Assert.Equal("0.1, 0.001", page.Find("#learning-rate").GetAttribute("value"));
    }

    [Fact]
    public void Labels_OfAllSettings_AreWordsAndTheirHelpIsShort() => Assert.All(TrainingSettings.All.AsEnumerable<Setting>().Concat(ImageSettings.All), setting =>
    {
        Assert.Matches("^[A-Z][^-]", SettingWords.Label(setting.Name));
        Assert.InRange(SettingWords.Help(setting).Length, 5, 200);
    });

    [Fact]
    public async Task Start_FilledIn_AddsThatRunAndGoesToIt()
    {
        var page = Open("?architecture=lenet-relu");
        await page.InvokeAsync(() => page.Find("#epochs").Change("1"));
        await page.InvokeAsync(() => page.Find("#flip").Change("true"));
        await page.InvokeAsync(() => page.Find("#tags").Change("quick, first"));
        await page.InvokeAsync(() => page.Find("#note").Change("to see it"));
        await page.InvokeAsync(() => page.Find("#priority").Change("2"));

        await page.InvokeAsync(() => Start(page).ClickAsync(new()));

        var run = Assert.Single(await Store.ListAsync());
        Assert.EndsWith($"/runs/{run.Id}", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal(("lenet-relu", "bundled", "to see it", 2), (run.Request.Architecture.Name, run.Request.Data, run.Note, run.Priority));
        Assert.Equal("first,quick", string.Join(',', run.Tags));
        Assert.Equal(new Dictionary<string, string> { ["epochs"] = "1", ["flip"] = "true" }, run.Request.Settings);
    }

    [Fact]
    public void Address_AfterChanges_OpensTheSameForm()
    {
        var page = Open("");
        page.Find("#architecture").Change("vgg11");
        page.Find("#width").Change("4");
        page.Find("#size").Change("64");
        page.Find("#schedule").Change("cosine:warm-up=0.05");

        var again = Open(new Uri(Navigation.Uri).Query);

        Assert.Equal("vgg11", again.Find("#architecture").GetAttribute("value"));
        Assert.Equal("4", again.Find("#width").GetAttribute("value"));
        Assert.Equal("64", again.Find("#size").GetAttribute("value"));
        Assert.Equal("cosine:warm-up=0.05", again.Find("#schedule").GetAttribute("value"));
    }

    [Fact]
    public async Task From_ARun_IsFilledInAsThatRunWas()
    {
        Networks.Save(Network.Named("mine").Flatten().Linear().Build(), null);
        var request = new RunRequest { Architecture = Networks.Find("mine")!.Architecture!, Data = "bundled", Images = ImageSettings.Format(new() { Size = 14 }), Tags = ["a"] }
            .With([new("epochs", "3")]);
        var run = await Queue.AddAsync(request);

        var page = Open($"?from={run.Id}");

        page.WaitForAssertion(() => Assert.Equal("own:mine", page.Find("#architecture").GetAttribute("value")));
        Assert.Equal(("14", "3", "a"), (page.Find("#size").GetAttribute("value"), page.Find("#epochs").GetAttribute("value"), page.Find("#tags").GetAttribute("value")));
    }

    [Fact]
    public async Task From_ARunWithSettingsInTheAddress_TakesThemBeforeThoseOfTheRun()
    {
        var folder = Directory.CreateTempSubdirectory("mlnetcnn-own-");
        TinyImages.WriteFolder(folder.FullName, ("cat", [1, 2]), ("dog", [3, 4]));
        DataSets.Import(folder.FullName, "pets");
        folder.Delete(recursive: true);
        var run = await Queue.AddAsync(new RunRequest { Architecture = Architectures.LeNet(), Data = "pets", Images = ImageSettings.Format(new() { Size = 28 }) }.With([new("epochs", "3")]));

        var page = Open($"?from={run.Id}&test-fraction=0.2&epochs=4");

        page.WaitForAssertion(() => Assert.Equal("0.2", page.Find("#test-fraction").GetAttribute("value")));
        Assert.Equal(("28", "4"), (page.Find("#size").GetAttribute("value"), page.Find("#epochs").GetAttribute("value")));
        Assert.Contains("test-fraction=0.2", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_AsCSharpAndAsACommand_IsThereToBeMarkedWhereTheBrowserRefuses()
    {
        var page = Open("?epochs=1");
        JSInterop.Setup<bool>("mlnetcnn.copy", _ => true).SetResult(false);

        page.FindAll(".copy-text button")[1].Click();

        Assert.Equal("mlnetcnn train lenet --data bundled --epochs 1", page.Find("textarea[aria-label='Copy as command line']").GetAttribute("value"));
        Assert.Contains("Epochs = 1", page.Find("textarea[aria-label='Copy as C#']").GetAttribute("value"));
        Assert.Contains("mark the text", page.FindAll(".copy-text [role=status]")[1].TextContent);
    }

    [Fact]
    public async Task From_ARunWhoseNetworkIsNotSaved_HasAllThatNoFieldShows()
    {
        var request = new RunRequest
        {
            Architecture = Network.Named("lost").Flatten().Linear().Build(),
            Data = "bundled",
            Images = ImageSettings.Format(new() { MaxBadImages = 7, BadImages = BadImageAction.Fail }),
            Group = "trial",
            InitialWeights = Path.GetFullPath("first.safetensors"),
        };
        var run = await Queue.AddAsync(request, priority: 3, note: "why it was done");

        var page = Open($"?from={run.Id}");
        page.WaitForAssertion(() => Assert.Equal($"run:{run.Id}", page.Find("#architecture").GetAttribute("value")));
        var again = Open(new Uri(Navigation.Uri).Query);
        again.WaitForAssertion(() => Assert.Contains("first.safetensors", again.Find("section[aria-labelledby=step-network]").TextContent));
        await again.InvokeAsync(() => Start(again).ClickAsync(new()));

        Assert.Equal(("trial", "why it was done", "3"), (again.Find("#group").GetAttribute("value"), again.Find("#note").GetAttribute("value"), again.Find("#priority").GetAttribute("value")));
        var copy = Assert.Single(await Store.ListAsync(), r => r.Id != run.Id);
        Assert.Equal(request.ToJson(), copy.Request.ToJson());
        Assert.Equal((run.Note, run.Priority, run.Group), (copy.Note, copy.Priority, copy.Group));
    }

    [Fact]
    public async Task From_ARunWhoseNetworkIsNotSaved_CanKeepItAndStartAnew()
    {
        var lost = Network.Named("lost").Flatten().Linear().Build();
        var run = await Queue.AddAsync(new RunRequest { Architecture = lost, Data = "bundled", InitialWeights = Path.GetFullPath("first.safetensors") });
        var page = Open($"?from={run.Id}");
        page.WaitForAssertion(() => Button(page, "Save as your own network"));

        await page.InvokeAsync(() => Button(page, "Save as your own network").Click());
        await page.InvokeAsync(() => Button(page, "Start from random weights").Click());
        await page.InvokeAsync(() => Start(page).ClickAsync(new()));

        Assert.Equal(lost, Networks.Find("lost")!.Architecture);
        Assert.Equal("own:lost", page.Find("#architecture").GetAttribute("value"));
        Assert.Null(Assert.Single(await Store.ListAsync(), r => r.Id != run.Id).Request.InitialWeights);
    }

    [Fact]
    public async Task Sweep_OfNetworksValuesAndSeeds_CountsItsRunsAndQueuesThemInOneGroup()
    {
        var page = Open("?epochs=1");
        await page.InvokeAsync(() => page.Find("#learning-rate").Change("0.1, 0.01"));
        await page.InvokeAsync(() => page.Find("#optimizer").Closest(".field")!.QuerySelectorAll("input[type=checkbox]")[0].Change(true));
        await page.InvokeAsync(() => page.Find("#optimizer").Closest(".field")!.QuerySelectorAll("input[type=checkbox]")[1].Change(true));
        await page.InvokeAsync(() => Button(page, "Add a network to compare").Click());
        await page.InvokeAsync(() => page.Find("#architecture-2").Change("mlp"));
        await page.InvokeAsync(() => page.Find("#seeds").Change("3"));
        await page.InvokeAsync(() => page.Find("#note").Change("to see it"));

        Assert.Equal("24 runs: 2 networks × 2 values of learning rate × 2 values of optimizer × 3 seeds", page.Find(".run-count").TextContent.Trim());
        Assert.StartsWith("mlnetcnn compare lenet mlp --data bundled --epochs 1 --learning-rate 0.1,0.01 --optimizer ", page.Find("textarea[aria-label='Copy as command line']").GetAttribute("value"), StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll(".shape-strip").Count);
        await page.InvokeAsync(() => Button(page, "Start 24 runs").ClickAsync(new()));

        var runs = await Store.ListAsync();
        Assert.Equal(24, runs.Select(r => r.RequestHash).Distinct().Count());
        var group = Assert.Single(runs.Select(r => r.Group).Distinct());
        Assert.StartsWith("sweep-", group, StringComparison.Ordinal);
        Assert.EndsWith($"/runs/compare?group={group}", Navigation.Uri, StringComparison.Ordinal);
        Assert.All(runs, r => Assert.Equal("to see it", r.Note));
    }

    [Fact]
    public async Task Sweep_OfAGroupThatHasSomeOfItsRuns_AddsTheOthersOnly()
    {
        var page = Open("?group=g&epochs=1,2");
        await page.InvokeAsync(() => Button(page, "Start 2 runs").ClickAsync(new()));
        page = Open("?group=g&epochs=1,2,3");
        await page.InvokeAsync(() => Button(page, "Start 3 runs").ClickAsync(new()));

        Assert.Equal(["1", "2", "3"], (await Store.ListAsync()).Select(r => r.Request.Settings["epochs"]).Order());
    }

    [Theory]
    [InlineData("seeds", "?seeds=many", "from 1 up, but got 'many'")]
    [InlineData("seeds", "?seeds=1000", "make 1,000 runs, but at most 500")]
    [InlineData("seed", "?seed=4&seeds=2", "numbers its seeds itself")]
    [InlineData("learning-rate", "?learning-rate=0.1,fast", "needs a number, but got 'fast'")]
    public void Sweep_ThatIsNone_SaysSoAndStartIsImpossible(string field, string query, string says)
    {
        var page = Open(query);

        Assert.Contains(says, page.Find($"#{field}-says").TextContent);
        Assert.True(page.FindAll("button").Single(b => b.TextContent.Trim().StartsWith("Start", StringComparison.Ordinal)).HasAttribute("disabled"));
    }

    [Fact]
    public void Sweep_WithANetworkThatDoesNotFit_NamesItAndLeavesItOut()
    {
        var page = Open("?architecture=mlp,lenet&size=8");
        Assert.StartsWith("✗ lenet: ", page.Find(".pipeline-sum .problem").TextContent.Trim(), StringComparison.Ordinal);

        Button(page, "Remove lenet").Click();

        Assert.False(Start(page).HasAttribute("disabled"));
    }

    [Fact]
    public void Data_ImportedInTheForm_IsChosenWhenItIsRead()
    {
        var folder = Directory.CreateDirectory(Path.Combine(DataSets.OwnFolder, "..", "brought")).FullName;
        TinyImages.WriteFolder(folder, ("cat", [1, 2]), ("dog", [3, 4]));
        var page = Open("");

        Button(page, "Add your own images").Click();
        page.Find("#import-path").Input(folder);
        page.Find("#import-name").Input("pets");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Equal("pets", page.Find("#data").GetAttribute("value")), TimeSpan.FromMinutes(1));
        Assert.Contains("4 training images", page.Find("#data-says").TextContent);
    }

    [Fact]
    public async Task Data_OfOnesOwn_FillInNetworkSizeAndSplitsAndPretrainedWeightsNameTheNetwork()
    {
        var folder = Directory.CreateTempSubdirectory("mlnetcnn-own-");
        byte[] grays = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        TinyImages.WriteFolder(folder.FullName, ("cat", grays), ("dog", grays));
        DataSets.Import(folder.FullName, "pets");
        folder.Delete(recursive: true);
        var page = Open("");

        await page.InvokeAsync(() => page.Find("#data").Change("pets"));

        Assert.Equal("lenet-relu", Value("architecture"));
        Assert.Equal(("32", "0.2", "0.1"), (Value("size"), Value("test-fraction"), Value("validation-fraction")));
        Assert.Contains("20 % of the images of each class are held out for testing.", page.FindAll(".proposal").Select(p => p.TextContent));

        await page.InvokeAsync(() => page.Find("#pretrained").Change("resnet18-imagenet"));
        await page.InvokeAsync(() => page.Find("#channels").Change("3"));
        Assert.Equal("pretrained:resnet18-imagenet", Value("architecture"));
        await page.InvokeAsync(() => Start(page).ClickAsync(new()));
        var request = Assert.Single(await Store.ListAsync()).Request;
        Assert.Equal(("resnet18-imagenet", "0.2"), (request.Architecture.Name, request.Images["test-fraction"]));

        await page.InvokeAsync(() => page.Find("#architecture").Change("lenet-relu"));
        Assert.Equal("", Value("pretrained") ?? "");
        await page.InvokeAsync(() => page.Find("#data").Change("bundled"));
        Assert.Equal(("lenet", "", ""), (Value("architecture"), Value("size"), Value("validation-fraction")));

        string? Value(string field) => page.Find($"#{field}").GetAttribute("value");
    }

    [Fact]
    public void Data_OfTheCatalogThatIsNotHere_IsDownloadedInTheForm()
    {
        var page = Open("?data=mnist");
        Assert.Contains("not on this machine yet", page.Find(".pipeline-sum .problem").TextContent);
        Assert.Contains(page.FindAll("button"), b => b.TextContent.StartsWith("Download mnist (", StringComparison.Ordinal));

        Services.GetRequiredService<JobList>().Start("download:mnist", "Downloading mnist", (_, _) => throw new IOException("no network"));

        page.WaitForAssertion(() => Assert.Contains("Downloading mnist failed: no network", page.Find("[role=alert]").TextContent), TimeSpan.FromMinutes(1));
    }

    private static IElement Button(IRenderedComponent<NewRunPage> page, string text) => page.FindAll("button").Single(b => b.TextContent.Trim() == text);

    private IRenderedComponent<NewRunPage> Open(string query)
    {
        Navigation.NavigateTo($"runs/new{query}");
        return Render<NewRunPage>();
    }

    private static IElement Start(IRenderedComponent<NewRunPage> page) => page.FindAll("button").Single(b => b.TextContent.Trim() == "Start");
}
