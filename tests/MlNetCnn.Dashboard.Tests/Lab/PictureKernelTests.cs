using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using SkiaSharp;

namespace MlNetCnn.Dashboard.Tests;

public class PictureKernelTests : ComponentTest
{
    [Fact]
    public void Picture_AtFirst_ShowsThePictureItsEdgesAndASum()
    {
        var view = Render<PictureKernelView>();

        Assert.All(view.FindAll("img"), image => Assert.StartsWith("data:image/png;base64,", image.GetAttribute("src"), StringComparison.Ordinal));
        Assert.Equal(2, view.FindAll("img").Count);
        Assert.Contains("Drawn without their sign", view.Find(".picture-words").TextContent, StringComparison.Ordinal);
        Assert.Matches("^gray: .*·\\(-1\\) .* = ", view.Find(".sum").TextContent.Trim());
        Assert.Contains("⌊(120 − 3 + 2·1 + 1) / 1⌋ = 120", view.Find(".formula").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Kernel_Edited_IsAppliedToTheDroppedPicture()
    {
        var view = Render<PictureKernelView>();
        Drop(view, Png(4, 3, (x, y) => new SKColor((byte)(10 * x), (byte)(20 * y), 7)), "mine.png");
        Button(view, "Nothing").Click();
        view.Find("input[type=checkbox]").Change(false);

        view.Find(".matrix input[aria-label='Kernel, row 2, column 1']").Change("-2");
        Slider(view, "Row").Input("1");
        Slider(view, "Column").Input("2");

        Assert.Equal(
            [
                "red: 10·0 + 20·0 + 30·0 + 10·(-2) + 20·1 + 30·0 + 10·0 + 20·0 + 30·0 = 0",
                "green: 0·0 + 0·0 + 0·0 + 20·(-2) + 20·1 + 20·0 + 40·0 + 40·0 + 40·0 = -20",
                "blue: 7·0 + 7·0 + 7·0 + 7·(-2) + 7·1 + 7·0 + 7·0 + 7·0 + 7·0 = -7",
            ],
            view.FindAll(".sum p").Select(p => p.TextContent));
        Assert.Contains("A kernel of your own", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Preset_Blur_DrawsTheValuesAsTheyAre()
    {
        var view = Render<PictureKernelView>();

        Button(view, "Blur").Click();

        Assert.Equal("true", Button(view, "Blur").GetAttribute("aria-pressed"));
        Assert.Contains("Drawn as they are: 0 is black, 255 white.", view.Find(".picture-words").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Size_FiveByFive_KeepsTheKernelInTheMiddle()
    {
        var view = Render<PictureKernelView>();
        var before = view.Find(".sum").TextContent.Split('=')[^1].Trim();

        view.Find("select").Change("5");
        Slider(view, "Padding").Input("2");

        Assert.Equal(25, view.FindAll(".matrix")[0].QuerySelectorAll("input").Length);
        Assert.Equal(before, view.Find(".sum").TextContent.Split('=')[^1].Trim());
    }

    [Fact]
    public void File_ThatIsNoImage_IsSaidAndThePictureStays()
    {
        var view = Render<PictureKernelView>();
        var before = view.FindAll("img")[0].GetAttribute("src");

        Drop(view, "no image"u8.ToArray(), "notes.txt");

        Assert.Contains("'notes.txt' is not an image that can be read", view.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(before, view.FindAll("img")[0].GetAttribute("src"));
    }

    [Fact]
    public void File_TooLarge_IsSaid()
    {
        var view = Render<PictureKernelView>();

        Drop(view, new byte[10_000_001], "large.png");

        Assert.Contains("at most 10 are taken", view.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private static void Drop(IRenderedComponent<PictureKernelView> view, byte[] content, string name) =>
        view.FindComponents<InputFile>()[0].UploadFiles(InputFileContent.CreateFromBinary(content, name));

    private static byte[] Png(int width, int height, Func<int, int, SKColor> color)
    {
        using var bitmap = new SKBitmap(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                bitmap.SetPixel(x, y, color(x, y));
        }
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static AngleSharp.Dom.IElement Slider(IRenderedComponent<PictureKernelView> view, string label) =>
        view.FindAll("label.slider").Single(l => l.QuerySelector("span")!.TextContent == label).QuerySelector("input")!;

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<PictureKernelView> view, string text) =>
        view.FindAll("button").First(b => b.TextContent.Trim() == text);
}
