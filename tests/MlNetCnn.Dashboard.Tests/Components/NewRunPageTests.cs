using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MlNetCnn.Dashboard.Components.Pages;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard.Tests.Components;

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
    [InlineData("learning-rate", "fast", "learning-rate needs a number, but 'fast' came.")]
    [InlineData("learning-rate", "-1", "above 0")]
    [InlineData("patience", "3", "ValidationFraction")]
    [InlineData("size", "3x4x5", "2x3")]
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
    public async Task Start_FilledIn_AddsThatRunAndGoesToIt()
    {
        var page = Open("?architecture=lenet-relu");
        page.Find("#epochs").Change("1");
        page.Find("#flip").Change("true");
        page.Find("#tags").Change("quick, first");
        page.Find("#note").Change("to see it");
        page.Find("#priority").Change("2");

        Start(page).Click();

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
        var request = new RunRequest { Architecture = Networks.Find("mine")!.Architecture!, Data = "bundled", Images = new() { Size = 14 }, Tags = ["a"] }
            .With([new("epochs", "3")]);
        var run = await Queue.AddAsync(request);

        var page = Open($"?from={run.Id}");

        page.WaitForAssertion(() => Assert.Equal("own:mine", page.Find("#architecture").GetAttribute("value")));
        Assert.Equal(("14", "3", "a"), (page.Find("#size").GetAttribute("value"), page.Find("#epochs").GetAttribute("value"), page.Find("#tags").GetAttribute("value")));
    }

    [Fact]
    public void Copy_AsCSharpAndAsACommand_IsThereToBeMarkedWhereTheBrowserRefuses()
    {
        var page = Open("?epochs=1");
        JSInterop.Setup<bool>("mlnetcnn.copy", _ => true).SetResult(false);

        page.FindAll(".copy-text button")[1].Click();

        Assert.Equal("mlnetcnn train lenet --data bundled --epochs 1", page.Find("textarea[aria-label='As a command']").TextContent);
        Assert.Contains("Epochs = 1", page.Find("textarea[aria-label='As C#']").TextContent);
        Assert.Contains("mark the text", page.FindAll(".copy-text [role=status]")[1].TextContent);
    }

    private IRenderedComponent<NewRunPage> Open(string query)
    {
        Navigation.NavigateTo($"runs/new{query}");
        return Render<NewRunPage>();
    }

    private static IElement Start(IRenderedComponent<NewRunPage> page) => page.FindAll("button").Single(b => b.TextContent.Trim() == "Start");
}
