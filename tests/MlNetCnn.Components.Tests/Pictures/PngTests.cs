using SkiaSharp;

namespace MlNetCnn.Components.Tests;

/// <summary>Another program's decoder reads what is written.</summary>
public class PngTests
{
    [Fact]
    public void Color_Pixels_AreReadBack()
    {
        byte[] colors = [255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3, 4, 5, 6, 7, 8, 9];

        using var read = SKBitmap.Decode(Png.Color(3, 2, colors));

        Assert.Equal((3, 2), (read.Width, read.Height));
        Assert.Equal(colors, read.Pixels.SelectMany(p => new[] { p.Red, p.Green, p.Blue }));
    }

    [Fact]
    public void Gray_Pixels_AreReadBack()
    {
        using var read = SKBitmap.Decode(Png.Gray(2, 2, [0, 100, 200, 255]));

        Assert.Equal([0, 100, 200, 255], read.Pixels.Select(p => p.Green));
    }

    [Fact]
    public void WithPalette_Map_HasTheScalesColors()
    {
        var maps = new MlNetCnn.FeatureMaps(new(2, 1, 3), new float[] { 9, 9, 9, -2, 0, 1 });
        var scale = ColorScale.Of(new ValueRange(-2, 1));

        using var read = SKBitmap.Decode(MapSheet.DrawOne(maps, 1, scale));

        // Equal distances from 0 are equally strong: 1 is half way to the strongest orange, 0 almost white.
        Assert.Equal(new SKColor(10, 48, 110), read.Pixels[0]);
        Assert.InRange(read.Pixels[1].Blue, 230, 250);
        Assert.InRange(read.Pixels[2].Red, 220, 240);
        Assert.InRange(read.Pixels[2].Blue, 50, 70);
    }

    [Fact]
    public void Draw_ManyLargeMaps_ShrinksThemToMeans()
    {
        var maps = new MlNetCnn.FeatureMaps(new(3, 224, 224), Enumerable.Range(0, 3 * 224 * 224).Select(i => i % 2 == 0 ? 0f : 2f).ToArray());

        var sheet = MapSheet.Draw(maps, [0, 1, 2], _ => new ColorScale(0, 2));

        using var read = SKBitmap.Decode(sheet.Png);
        Assert.Equal((2, 2, 2), (sheet.Columns, sheet.Rows, sheet.Shrunk));
        Assert.Equal((224, 224), (read.Width, read.Height));
        Assert.Single(read.Pixels[..224].Distinct());
    }
}
