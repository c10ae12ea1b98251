using Microsoft.Playwright;

namespace MlNetCnn.Browser.Tests;

[Collection(BrowserCollection.Name)]
public class NetworkTests(Browser browser)
{
    [SkippableTheory]
    [InlineData("lenet", "1x28x28")]
    [InlineData("lenet", "3x64x48")]
    [InlineData("vgg11/4", "1x224x224")]
    [InlineData("vgg11/4", "3x32x32")]
    [InlineData("googlenet", "1x96x96")]
    [InlineData("googlenet", "3x64x64")]
    public async Task Diagram_EveryBlockOpen_ShowsTheShapesOfThePlan(string name, string input)
    {
        await using var window = await browser.OpenAsync();
        await window.GoAsync($"architectures/{name}?input={input}");
        var open = window.Page.GetByRole(AriaRole.Button, new() { Name = "Open all blocks" });
        if (await open.CountAsync() > 0 && await open.IsEnabledAsync())
            await open.ClickAsync();
        await window.Page.WaitForSelectorAsync("[role=button][aria-expanded=false]", new() { State = WaitForSelectorState.Detached });

        var drawn = await window.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('.volume')].slice(1).map(v => v.dataset.path + ' ' + v.dataset.shape)");

        var plan = Architectures.Find(name).Plan(TensorShape.Parse(input), 10);
        Assert.Equal(plan.Layers.SelectMany(Simple).Select(l => $"{l.Path} {l.Output}").Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
        await window.KeepAsync($"open-{name.Replace('/', '-')}-{input}");
        Assert.Empty(window.Faults);
    }

    [SkippableFact]
    public async Task Diagram_InputChanged_FollowsOrMarksTheLayer()
    {
        await using var window = await browser.OpenAsync();
        await window.GoAsync("architectures/lenet");

        await window.Page.GetByLabel("Height").FillAsync("8");
        await window.Page.GetByLabel("Height").PressAsync("Tab");
        await window.Page.WaitForSelectorAsync(".volume.flawed[data-path=conv2]");
        await window.Page.GetByLabel("Height").FillAsync("32");
        await window.Page.GetByLabel("Height").PressAsync("Tab");

        await window.Page.WaitForSelectorAsync(".volume[data-path=pool2][data-shape='16×6×5']");
        Assert.EndsWith("input=1x32x28&classes=10", window.Page.Url, StringComparison.Ordinal);
        Assert.Empty(window.Faults);
    }

    [SkippableFact]
    public async Task Diagram_ByKeyboard_IsReadAndOpened()
    {
        await using var window = await browser.OpenAsync();
        await window.GoAsync("architectures/resnet18");

        await window.Page.FocusAsync(".volume");
        await window.Page.Keyboard.PressAsync("ArrowRight");
        await window.Page.WaitForSelectorAsync(".details[data-path=stem]");
        await window.Page.Keyboard.PressAsync("ArrowRight");
        await window.Page.WaitForSelectorAsync(".details[data-path=stage1]");
        await window.Page.Keyboard.PressAsync("Enter");

        await window.Page.WaitForSelectorAsync(".volume[data-path='stage1.0']");
        // What was pressed is gone: the focus is on what took its place.
        await Assertions.Expect(window.Page.Locator(".frame-header[data-path=stage1]")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Page.Locator(".volume[data-path=stage1]")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(window.Page.Locator(".volume[data-path=stage2]")).ToBeFocusedAsync();
        Assert.Empty(window.Faults);
    }

    [SkippableTheory]
    [InlineData("SVG", new byte[] { (byte)'<', (byte)'s', (byte)'v', (byte)'g' })]
    [InlineData("PNG", new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' })]
    public async Task Diagram_Saved_IsAPictureOfItsOwn(string format, byte[] start)
    {
        await using var window = await browser.OpenAsync();
        await window.GoAsync("architectures/lenet");

        var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.GetByRole(AriaRole.Button, new() { Name = $"Save as {format}" }).ClickAsync());

        Assert.Equal($"lenet-1×28×28.{format.ToLowerInvariant()}", download.SuggestedFilename);
        var bytes = await File.ReadAllBytesAsync(await download.PathAsync());
        Assert.Equal(start, bytes[..4]);
        // Away from its page and its style sheet it still has the colors of its layers, on a ground of its own.
        var colors = await window.Page.EvaluateAsync<int>("""
            async (address) => {
                const image = new Image();
                image.src = address;
                await image.decode();
                const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth, height: image.naturalHeight });
                const drawing = canvas.getContext('2d');
                drawing.drawImage(image, 0, 0);
                const { data } = drawing.getImageData(0, 0, canvas.width, canvas.height);
                const colors = new Map();
                for (let i = 0; i < data.length; i += 4) {
                    const color = data.slice(i, i + 4).join();
                    colors.set(color, (colors.get(color) ?? 0) + 1);
                }
                return [...colors.values()].filter((count) => count > 100).length;
            }
            """, $"data:image/{(format == "SVG" ? "svg+xml" : "png")};base64,{Convert.ToBase64String(bytes)}");
        Assert.InRange(colors, 8, 1_000);
        Assert.Empty(window.Faults);
    }

    [SkippableFact]
    public async Task Editor_ByKeyboardAlone_BreaksMendsAndSavesANetwork()
    {
        await using var window = await browser.OpenAsync();
        var page = window.Page;
        await window.GoAsync("networks/new");

        await page.GetByLabel("Name", new() { Exact = true }).First.FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("by keyboard");
        await page.Keyboard.PressAsync("Tab");
        await page.FocusAsync(".outline-row[tabindex='0']");
        for (var i = 1; i <= 6; i++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
            await page.WaitForSelectorAsync($".outline-row[data-path='$.layers[{i}]'][aria-selected=true]");
        }
        await page.WaitForSelectorAsync(".outline-row[aria-selected=true] >> text=flatten");
        await page.Keyboard.PressAsync("Delete");
        await page.WaitForSelectorAsync(".verdict >> text=add Flatten before it");
        await window.KeepAsync("editor-does-not-fit");
        Assert.Empty(await window.SeriousFaultsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Add Flatten before it", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".verdict >> text=Every layer fits");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/networks/by-keyboard");
        var saved = Architecture.Load(Path.Combine(browser.Networks, "by-keyboard.json"));
        Assert.Equal("by keyboard", saved.Name);
        Assert.Equal(10, saved.Plan(new(1, 28, 28), 10).Classes);
        await window.GoAsync("networks");
        Assert.True(await page.GetByRole(AriaRole.Link, new() { Name = "by keyboard" }).IsVisibleAsync());
        Assert.Empty(await window.SeriousFaultsAsync());
        Assert.Empty(window.Faults);
    }

    [SkippableFact]
    public async Task Editor_LargeDescriptionTyped_ReachesTheServer()
    {
        await using var window = await browser.OpenAsync();
        var large = Architectures.Find("lenet") with { Name = "typed" };
        var json = large.ToJson() + new string(' ', 50_000); // Above SignalR's own limit.
        Assert.InRange(json.Length, 32_768, 200_000);
        await window.GoAsync("networks/new");

        await window.Page.FillAsync("#json", json);
        await window.Page.PressAsync("#json", "Tab");

        var parameters = large.Plan(new(1, 28, 28), 10).Parameters;
        await window.Page.WaitForSelectorAsync($".verdict >> text={parameters:n0}");
        Assert.Empty(window.Faults);
    }

    [SkippableFact]
    public async Task Editor_LayerDragged_MovesThere()
    {
        await using var window = await browser.OpenAsync();
        await window.GoAsync("networks/new");

        await window.Page.DragAndDropAsync(".outline-row >> nth=1", ".outline-row >> nth=0");

        await window.Page.WaitForSelectorAsync(".outline-row >> nth=0 >> text=relu");
        Assert.Empty(window.Faults);
    }

    private static IEnumerable<LayerPlan> Simple(LayerPlan layer) =>
        layer.Branches.IsEmpty ? [layer] : layer.Branches.SelectMany(branch => branch.SelectMany(Simple));
}
