using Bunit;
using Google.Protobuf;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using MlNetCnn.Experiments;
using MlNetCnn.Onnx.Proto;
using MlNetCnn.Tests;

namespace MlNetCnn.Dashboard.Tests;

public class OpenFilePageTests : ComponentTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task File_ReadAsANetwork_IsDrawnAndSavedAsOnesOwn()
    {
        var model = RandomModels.Create(Architectures.Find("lenet"), new(1, 28, 28), 10);
        var page = Open("lenet.onnx", model.ToOnnx());

        await page.WaitForAssertionAsync(() => Assert.Contains("MlNetCnn saved this file: ", page.Markup, StringComparison.Ordinal), Patience);
        Assert.Contains("2 Conv", page.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll(".layer-table tbody tr"));
        await page.InvokeAsync(() => page.Find("#network-name").Change("taken over"));
        await page.InvokeAsync(() => page.FindAll("button").Single(b => b.TextContent == "Save as your own network").Click());

        Assert.EndsWith("/networks/taken-over?input=1x28x28&classes=10", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal(model.Plan.Architecture.Layers, Assert.Single(Networks.All()).Architecture!.Layers);
    }

    [Fact]
    public async Task File_OfAnUnknownOperator_IsDrawnAsAGraph()
    {
        var page = Open("../<b>odd.onnx", Odd().ToByteArray());

        await page.WaitForAssertionAsync(() => Assert.Contains("Shown as a graph", page.Find(".mud-alert").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("Mystery", page.Find(".mud-alert").TextContent, StringComparison.Ordinal);
        Assert.Equal(4, page.FindAll("g[id^=node-]").Count);
        Assert.Equal(["image", "first", "second", "scores"], page.FindAll("tbody th").Select(t => t.TextContent.Trim()));
        Assert.Contains("1×4×8×8", page.FindAll("svg text").Select(t => t.TextContent));
        Assert.Equal("108", page.FindAll("tbody tr")[1].LastElementChild!.TextContent);

        await page.InvokeAsync(() => page.Find("#find-nodes").Input("mystery"));
        Assert.Equal("second", Assert.Single(page.FindAll("tbody th")).TextContent.Trim());
        Assert.Single(page.FindAll("g[data-found]"));
    }

    [Theory]
    [InlineData("broken.onnx", "'broken.onnx' is not an ONNX model, or is cut off or damaged.")]
    [InlineData("notes.txt", "'notes.txt' is not an .onnx file: choose one whose name ends in .onnx.")]
    public async Task File_ThatIsNoOnnxFile_IsSaidInASentence(string name, string problem)
    {
        var page = Open(name, [0xFF, 0xFF, 0x3C, 7, 7]);

        await page.WaitForAssertionAsync(() => Assert.Contains(problem, page.Find(".problem").TextContent, StringComparison.Ordinal), Patience);
    }

    private IRenderedComponent<OpenFilePage> Open(string name, byte[] content)
    {
        Host = new RunHost("dotnet", Path.Combine(DashboardProcess.Place, "MlNetCnn.Dashboard.dll"));
        Services.AddSingleton<OnnxFileProcess>();
        var page = Render<OpenFilePage>();
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(content, name));
        return page;
    }

    private static ModelProto Odd()
    {
        var graph = new GraphProto
        {
            Node =
            {
                new NodeProto { Name = "first", OpType = "Conv", Input = { "image", "kernel" }, Output = { "maps" } },
                new NodeProto { Name = "second", OpType = "Mystery", Domain = "of.others", Input = { "maps" }, Output = { "scores" } },
            },
            Initializer = { new TensorProto { Name = "kernel", DataType = 1, Dims = { 4, 3, 3, 3 }, RawData = ByteString.CopyFrom(new byte[432]) } },
            Input = { Value("image", 1, 3, 10, 10) },
            Output = { Value("scores", 1, 5) },
            ValueInfo = { Value("maps", 1, 4, 8, 8) },
        };
        return new() { IrVersion = 8, Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = 17 }, new OperatorSetIdProto { Domain = "of.others", Version = 1 } } };
    }

    private static ValueInfoProto Value(string name, params ReadOnlySpan<long> dimensions)
    {
        var shape = new TensorShapeProto();
        foreach (var d in dimensions)
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = d });
        return new() { Name = name, Type = new() { TensorType = new() { ElemType = 1, Shape = shape } } };
    }
}
