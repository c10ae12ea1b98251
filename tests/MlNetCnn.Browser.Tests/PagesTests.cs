using Microsoft.Playwright;

namespace MlNetCnn.Browser.Tests;

[Collection(BrowserCollection.Name)]
public class PagesTests(Browser browser)
{
    public static TheoryData<string, string> Pages()
    {
        return new()
        {
            { "home", "" },
            { "architectures", "architectures" },
            { "lenet", "architectures/lenet" },
            { "folded", "architectures/vgg11/4" },
            { "does-not-fit", "architectures/lenet?input=1x8x8" },
            { "compare", "architectures/compare?left=lenet&right=resnet18" },
            { "networks", "networks" },
            { "new-network", "networks/new" },
            { "open-onnx", "networks/open" },
            { "data", "data" },
            { "photos", "photos" },
            { "data-set", "data/bundled" },
            { "compare-no-runs", "runs/compare" },
            { "new-run", "runs/new" },
            { "new-run-does-not-fit", "runs/new?size=8&learning-rate=fast" },
            { "lab", "lab" },
            { "cross-correlation", "lab/cross-correlation" },
            { "edge-detection", "lab/edge-detection" },
            { "learning-a-kernel", "lab/learning-a-kernel" },
            { "padding-and-stride", "lab/padding-and-stride" },
            { "channels", "lab/channels" },
            { "one-by-one", "lab/one-by-one" },
            { "pooling", "lab/pooling" },
            { "residual-block", "lab/residual-block" },
            { "grouped-block", "lab/grouped-block" },
            { "picture", "lab/picture" },
            { "course", "course" },
            { "course-resnet", "course/8.6" },
            { "course-end", "course/end" },
            { "not-found", "not-found" },
        };
    }

    [SkippableTheory]
    [MemberData(nameof(Pages))]
    public async Task Page_WideAndNarrow_HasNoSeriousFaultAndAsksNoOtherHost(string name, string path)
    {
        await using var window = await browser.OpenAsync();
        await window.GoAsync(path);

        await window.LookAsync(name, ColorScheme.Dark, 1440);
        await window.LookAsync(name, ColorScheme.Light, 360);

        Assert.Empty(window.Faults);
    }
}
