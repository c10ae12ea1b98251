using Microsoft.Playwright;

namespace MlNetCnn.Browser.Tests;

[Collection(BrowserCollection.Name)]
public class PagesTests(Browser browser)
{
    public static TheoryData<string, string, bool> Pages()
    {
        var pages = new (string Name, string Path)[]
        {
            ("home", ""),
            ("architectures", "architectures"),
            ("lenet", "architectures/lenet"),
            ("folded", "architectures/vgg11/4"),
            ("does-not-fit", "architectures/lenet?input=1x8x8"),
            ("compare", "architectures/compare?left=lenet&right=resnet18"),
            ("networks", "networks"),
            ("new-network", "networks/new"),
            ("data", "data"),
            ("data-set", "data/bundled"),
            ("compare-no-runs", "runs/compare"),
            ("new-run", "runs/new"),
            ("new-run-does-not-fit", "runs/new?size=8&learning-rate=fast"),
            ("lab", "lab"),
            ("cross-correlation", "lab/cross-correlation"),
            ("edge-detection", "lab/edge-detection"),
            ("learning-a-kernel", "lab/learning-a-kernel"),
            ("padding-and-stride", "lab/padding-and-stride"),
            ("channels", "lab/channels"),
            ("one-by-one", "lab/one-by-one"),
            ("pooling", "lab/pooling"),
            ("residual-block", "lab/residual-block"),
            ("grouped-block", "lab/grouped-block"),
            ("picture", "lab/picture"),
            ("course", "course"),
            ("course-resnet", "course/8.6"),
            ("course-end", "course/end"),
            ("not-found", "not-found"),
        };
        var data = new TheoryData<string, string, bool>();
        foreach (var (name, path) in pages)
        {
            data.Add(name, path, false);
            data.Add(name, path, true);
        }
        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(Pages))]
    public async Task Page_WideAndNarrow_HasNoSeriousFaultAndAsksNoOtherHost(string name, string path, bool isDark)
    {
        await using var window = await browser.OpenAsync(colors: isDark ? ColorScheme.Dark : ColorScheme.Light);
        await window.GoAsync(path);

        var wide = await window.SeriousFaultsAsync();
        await window.KeepAsync($"{name}-{(isDark ? "dark" : "light")}-1440");
        await window.Page.SetViewportSizeAsync(360, 780);
        var narrow = await window.SeriousFaultsAsync();
        var tooWide = await window.TooWideAsync();
        await window.KeepAsync($"{name}-{(isDark ? "dark" : "light")}-360");

        Assert.Empty(wide);
        Assert.Empty(narrow);
        Assert.Empty(window.Faults);
        Assert.Empty(tooWide);
    }
}
