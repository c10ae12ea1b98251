using Bunit;
using ComponentsApp.Components.Pages;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using MlNetCnn;
using MlNetCnn.Components;
using FeatureMaps = MlNetCnn.Components.FeatureMaps;

namespace ComponentsApp.Tests;

public class HomeTests : BunitContext
{
    public HomeTests()
    {
        // The components load scripts of their own, which do nothing here.
        JSInterop.Mode = JSRuntimeMode.Loose;
        // A network that learned nothing is enough to test a page.
        var plan = Architectures.LeNet().Plan(new(1, 28, 28), 3);
        var weights = new Weights(plan.Tensors.Select(t => KeyValuePair.Create(t.Name, new WeightTensor(t.Shape, new float[t.Shape.Elements]))));
        Services.AddSingleton(_ => new CnnScorer(new CnnModel(plan, weights, ["cat", "dog", "bird"])));
    }

    [Fact]
    public void Home_OfANetwork_ShowsItsLayersItsTrainingAndItsMistakes()
    {
        var page = Render<Home>();

        Assert.Contains("conv1", page.FindComponent<LayerTable>().Markup, StringComparison.Ordinal);
        Assert.NotNull(page.FindComponent<NetworkDiagram>().Find("[data-path=conv1]"));
        Assert.NotNull(page.FindComponent<ShapeStrip>().Find("[data-path='conv1']"));
        Assert.Equal(["training", "validation"], page.FindComponent<LineChart>().FindAll(".legend-name").Select(n => n.TextContent));
        Assert.Contains("48", page.FindComponent<ConfusionMatrix>().Markup, StringComparison.Ordinal);
        Assert.Equal(6, page.FindComponent<FeatureMaps>().FindAll(".map").Count);
    }

    [Fact]
    public void Image_Chosen_IsClassified()
    {
        var page = Render<Home>();
        // A white image of two by two pixels.
        var image = Convert.FromBase64String("Qk1GAAAAAAAAADYAAAAoAAAAAgAAAAIAAAABABgAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAA////////AAD///////8AAA==");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(image, "white.bmp"));

        page.WaitForAssertion(() => Assert.Contains("33.3 %", page.FindComponent<ImageClassifier>().Markup, StringComparison.Ordinal));
    }
}
