using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace MlNetCnn.Dashboard.Tests;

public class EditorPageTests : ComponentTest
{
    [Fact]
    public void New_Network_FitsAndCanBeSaved()
    {
        var page = Render<EditorPage>();

        Assert.Contains("Every layer fits", page.Find(".verdict").TextContent, StringComparison.Ordinal);
        Button(page, "Save").Click();

        Assert.Equal("mine", Assert.Single(Networks.All()).Name);
        Assert.EndsWith("networks/mine", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_NewNetwork_IsSavedAndOpensTheFormForIt()
    {
        var page = Render<EditorPage>();

        Button(page, "Save and train").Click();

        Assert.Equal("mine", Assert.Single(Networks.All()).Key);
        Assert.EndsWith("runs/new?architecture=own/mine", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_Flatten_MarksTheLayerOffersTheFixAndTakesIt()
    {
        var page = Render<EditorPage>();
        Select(page, "flatten");

        Button(page, "Remove").Click();

        Assert.Contains("Linear '6' needs a flat input, but '5' gives 32×7×7: add Flatten before it.", page.Find(".verdict").TextContent, StringComparison.Ordinal);
        Assert.Contains("does not fit", page.Find(".outline-row.flawed").TextContent, StringComparison.Ordinal);
        Assert.Equal("6", page.Find(".volume.flawed").GetAttribute("data-path"));

        Button(page, "Add Flatten before it").Click();
        Assert.Contains("Every layer fits", page.Find(".verdict").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_OnTheOutline_DoWhatTheButtonsDo()
    {
        var page = Render<EditorPage>();
        Select(page, "relu");

        Row(page, 1).KeyDown(new KeyboardEventArgs { Key = "ArrowDown", AltKey = true });
        Assert.Equal(["conv2d", "maxPool2d", "relu"], Kinds(page).Take(3));
        Row(page, 2).KeyDown("d");
        Assert.Equal(["conv2d", "maxPool2d", "relu", "relu"], Kinds(page).Take(4));
        Row(page, 3).KeyDown("Delete");
        Assert.Equal(8, Kinds(page).Length);
        for (var i = 0; i < 3; i++)
            Row(page, 0).KeyDown(new KeyboardEventArgs { Key = "z", CtrlKey = true });
        Assert.Equal(["conv2d", "relu", "maxPool2d"], Kinds(page).Take(3));
        Row(page, 0).KeyDown(new KeyboardEventArgs { Key = "y", CtrlKey = true });
        Assert.Equal(["conv2d", "maxPool2d", "relu"], Kinds(page).Take(3));
    }

    [Fact]
    public void Setting_Changed_ReplansAtOnce()
    {
        var page = Render<EditorPage>();
        Select(page, "conv2d");

        page.Find("#setting-outChannels").Change("6");
        page.Find("#setting-kernel").Change("5x3");

        Assert.Contains("6×26×28", page.FindAll(".outline-row")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("\"kernel\": [", page.Find("textarea").GetAttribute("value")!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Setting_ThatIsNoNumber_StaysAsTypedAndIsSaid()
    {
        var page = Render<EditorPage>();
        Select(page, "conv2d");

        page.Find("#setting-outChannels").Change("many");

        Assert.Equal("'many' is no outChannels: write a whole number or \"classes\", the number of classes.", page.Find("#setting-outChannels-says").TextContent.Trim());
        Assert.Equal("many", page.Find("#setting-outChannels").GetAttribute("value"));
        Assert.Contains("Every layer fits", page.Find(".verdict").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Setting_OutOfRange_MarksTheLayerAndCannotBeSaved()
    {
        var page = Render<EditorPage>();
        Select(page, "conv2d");

        page.Find("#setting-stride").Change("0");

        Assert.Contains("Conv2d '0' has stride 0×0, but it must be at least 1.", page.Find(".verdict").TextContent, StringComparison.Ordinal);
        Assert.True(Button(page, "Save").HasAttribute("disabled"));
        Assert.Contains("can be written again once this is mended", page.Find("#json-says").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_Typed_IsTheNetworkAndCanBeUndone()
    {
        var page = Render<EditorPage>();
        var before = page.Find("textarea").GetAttribute("value");

        page.Find("textarea").Change("""{"format": 1, "name": "typed", "layers": [{"kind": "flatten"}, {"kind": "linear"}]}""");
        Assert.Equal(["flatten", "linear"], Kinds(page));

        Button(page, "Undo").Click();
        Assert.Equal(before, page.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public void Json_ThatIsNoNetwork_StaysAsTypedWithItsPlace()
    {
        var page = Render<EditorPage>();

        page.Find("textarea").Change("""{"format": 1, "name": "typed", "layers": [{"kind": "conv3d"}]}""");

        Assert.Contains("$.layers[0].kind is 'conv3d'", page.Find("#json-says").TextContent, StringComparison.Ordinal);
        Assert.Contains("conv3d", page.Find("textarea").GetAttribute("value"), StringComparison.Ordinal);
        Assert.Equal(8, Kinds(page).Length);
    }

    [Fact]
    public void Undo_JsonThatIsNoNetwork_DropsItAlone()
    {
        var page = Render<EditorPage>();
        Select(page, "conv2d");
        page.Find("#setting-outChannels").Change("24");
        page.Find("textarea").Change("{\"layers\": [");
        Assert.True(Button(page, "Save").HasAttribute("disabled"));

        Button(page, "Undo").Click();

        Assert.DoesNotContain("cannot be read", page.Find(".verdict").TextContent, StringComparison.Ordinal);
        Assert.Contains("24×28×28", Row(page, 0).TextContent, StringComparison.Ordinal);
        Assert.Contains("24", page.Find("textarea").GetAttribute("value"), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("textarea[aria-invalid=true]"));
        Assert.False(Button(page, "Save").HasAttribute("disabled"));
    }

    [Fact]
    public void Edit_OfAnotherField_DropsJsonThatIsNoNetwork()
    {
        var page = Render<EditorPage>();
        page.Find("textarea").Change("{\"layers\": [");

        Select(page, "conv2d");
        page.Find("#setting-outChannels").Change("24");

        Assert.DoesNotContain("cannot be read", page.Find(".verdict").TextContent, StringComparison.Ordinal);
        Assert.Contains("24", page.Find("textarea").GetAttribute("value"), StringComparison.Ordinal);
        Assert.False(Button(page, "Save").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData("100000")]
    [InlineData("-3")]
    [InlineData("")]
    public void Size_ThatCannotBe_SaysForWhichTheResultsAreAndTrainsNothing(string height)
    {
        var page = Render<EditorPage>();

        page.Find("#input-Height").Change(height);

        Assert.Contains("everything below is for images of 1×28×28 and 10 classes", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".good"));
        Assert.True(Button(page, "Save and train").HasAttribute("disabled"));
        page.Find("#input-Height").Change("32");
        Assert.DoesNotContain("everything below is for", page.Markup, StringComparison.Ordinal);
        Assert.False(Button(page, "Save and train").HasAttribute("disabled"));
    }

    [Fact]
    public void Add_EveryKind_NeverFails()
    {
        foreach (var kind in LayerKinds.AllNames)
        {
            var page = Render<EditorPage>();
            page.FindAll("select").Single(s => s.TextContent.Contains("adaptiveAvgPool2d", StringComparison.Ordinal)).Change(kind);
            Button(page, "Add after").Click();

            Assert.Equal(kind, Kinds(page)[1]);
        }
    }

    [Fact]
    public void From_CatalogNetwork_StartsWithItsLayersAndImages()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("networks/new?from=resnet18");

        var page = Render<EditorPage>();

        Assert.Contains("11,178,378", page.Find(".verdict").TextContent, StringComparison.Ordinal);
        Assert.Equal("my resnet18", page.FindAll("input[type=text]")[0].GetAttribute("value"));
    }

    [Fact]
    public void Key_OfNoNetwork_SaysSo() =>
        Assert.Contains("There is no network “nothing”", Render<EditorPage>(p => p.Add(e => e.Key, "nothing")).Markup, StringComparison.Ordinal);

    [Fact]
    public void Name_WithMarkup_IsText()
    {
        var page = Render<EditorPage>();

        page.FindAll("input[type=text]")[0].Change("<script>alert(1)</script>");

        Assert.Empty(page.FindAll("script"));
        Assert.Contains("has a name that cannot be used", page.Find(".verdict").TextContent, StringComparison.Ordinal);
    }

    private static string[] Kinds(IRenderedComponent<EditorPage> page) => [.. page.FindAll(".outline-row .kind").Select(k => k.TextContent)];

    private static AngleSharp.Dom.IElement Row(IRenderedComponent<EditorPage> page, int index) => page.FindAll(".outline-row")[index];

    private static void Select(IRenderedComponent<EditorPage> page, string kind) =>
        page.FindAll(".outline-row").First(r => r.QuerySelector(".kind")!.TextContent == kind).Click();

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<EditorPage> page, string text) =>
        page.FindAll("button").Single(b => b.TextContent.Trim() == text);
}
