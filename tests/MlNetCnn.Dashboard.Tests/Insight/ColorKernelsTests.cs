using Bunit;
using SkiaSharp;

namespace MlNetCnn.Dashboard.Tests;

public class ColorKernelsTests : ComponentTest
{
    // Two kernels of 1×2 over red, green and blue, and a second convolution that reads three channels too, which are no colors any more.
    private static readonly Architecture Network = new("colors",
    [
        new Conv2d(2, (1, 2)) { Name = "first" },
        new Conv2d(3, 1) { Name = "second" },
        new Conv2d(2, 1) { Name = "third" },
        new Flatten { Name = "flatten" },
        new Linear { Name = "fc" },
    ]);

    [Fact]
    public void Draw_Weights_AreColorsAroundGray()
    {
        var model = Model();

        var sheet = ColorKernels.Of(model, model.Plan.Layers[0])!.Draw([0, 1], _ => 2);

        using var read = SKBitmap.Decode(sheet.Png);
        Assert.Equal((2, 1, 4, 1), (sheet.Columns, sheet.Rows, read.Width, read.Height));
        Assert.Equal([new(255, 128, 0), new(128, 128, 128), new(191, 64, 128), new(128, 128, 255)], read.Pixels);
    }

    [Fact]
    public void Of_LayersThatReadNoColors_IsNone()
    {
        var model = Model();

        Assert.NotNull(ColorKernels.Of(model, model.Plan.Layers[0]));
        Assert.Null(ColorKernels.Of(model, model.Plan.Layers[2]));
        var gray = MlNetCnn.Tests.RandomModels.Create(Network, new(1, 4, 4), 2);
        Assert.Null(ColorKernels.Of(gray, gray.Plan.Layers[0]));
    }

    [Fact]
    public void Kernels_OfColorImages_AreShownTogetherAndOneByOne()
    {
        var model = Model();

        var kernels = Render<KernelMaps>(p => p.Add(k => k.Model, model));
        kernels.FindAll(".map-grid")[0].QuerySelectorAll("button")[1].Click();

        Assert.Equal("kernel 2 in color: red from 0 to 1, green from −1 to 0, blue from 0 to 2", kernels.Find("img.color-kernel").GetAttribute("alt"));
        Assert.Equal(["first in color, kernel 2 3×1×2", "first, input channel 1, kernel 2 1×2"], kernels.FindAll("figcaption").Select(c => c.TextContent));
        kernels.Find("select").Change("third");
        Assert.Empty(kernels.FindAll("img.color-kernel"));
    }

    private static CnnModel Model()
    {
        var model = MlNetCnn.Tests.RandomModels.Create(Network, new(3, 4, 4), 2);
        // [out, in, h, w]: the first kernel is orange at its left, the second has a little of all.
        float[] first = [2, 0, 0, 0, -2, 0, 1, 0, -1, 0, 0, 2];
        var weights = model.Plan.Tensors.Select(t => KeyValuePair.Create(
            t.Name, t.Name == "first.weight" ? new WeightTensor(t.Shape, first) : model.Weights[t.Name]));
        return new CnnModel(model.Plan, new Weights(weights), model.ClassNames);
    }
}
