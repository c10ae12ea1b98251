using System.Reflection;

namespace MlNetCnn.Tests;

public class NetworkTests
{
    [Fact]
    public void Build_LeNetAsTheNotebookWritesIt_IsTheCatalogs()
    {
        var network = Network.Named("lenet").Initialized(WeightInitialization.Xavier)
            .Conv2d(6, kernel: 5, padding: 2).Sigmoid().AvgPool2d(2)
            .Conv2d(16, kernel: 5).Sigmoid().AvgPool2d(2)
            .Flatten().Linear(120).Sigmoid().Linear(84).Sigmoid().Linear()
            .Build();

        var catalog = Architectures.LeNet();
        Assert.Equal(catalog with { Layers = [.. catalog.Layers.Select(l => l with { Name = null })] }, network);
    }

    [Fact]
    public void Build_BlocksInBlocks_GivesTheirRecords()
    {
        var network = Network.Named("mine")
            .Block("stem", b => b.Conv2d(8, (3, 5), stride: 2, padding: (1, 2), groups: 1, bias: false, name: "conv").BatchNorm2d().ReLU())
            .Residual(r => r.Conv2d(16, 3, stride: 2, padding: 1), shortcut: s => s.Conv2d(16, 1, stride: 2), activation: new ReLU(), name: "res")
            .Concat(null, b => b, b => b.Conv2d(4, 1), b => b.MaxPool2d(3, 1, 1).Dropout(0.2))
            .Flatten().Linear(name: "fc")
            .Build();

        Assert.Equal(new Architecture("mine",
        [
            new Block([new Conv2d(8, (3, 5)) { Name = "conv", Stride = 2, Padding = (1, 2), Bias = false }, new BatchNorm2d(), new ReLU()]) { Name = "stem" },
            new Residual([new Conv2d(16, 3) { Stride = 2, Padding = 1 }])
            {
                Name = "res",
                Shortcut = [new Conv2d(16, 1) { Stride = 2 }],
                Activation = new ReLU(),
            },
            new Concat([new Block([]), new Conv2d(4, 1), new Block([new MaxPool2d(3) { Stride = 1, Padding = 1 }, new Dropout(0.2)])]),
            new Flatten(),
            new Linear { Name = "fc" },
        ]), network);
    }

    [Fact]
    public void Network_ContinuedTwice_KeepsBothApart()
    {
        var stem = Network.Named("x").Flatten();

        Assert.Equal([new Flatten(), new Linear()], stem.Linear().Build().Layers);
        Assert.Equal([new Flatten(), new ReLU()], stem.ReLU().Build().Layers);
    }

    [Fact]
    public void Build_ASettingOutOfItsRange_NamesTheLayer() =>
        Assert.Equal("MaxPool2d 'a.0' has kernel 0×0, but it must be at least 1.",
            Assert.Throws<LayerShapeException>(() => Network.Named("x").Block("a", b => b.MaxPool2d(0)).Build()).Message);

    [Fact]
    public void Network_EveryKindOfLayer_HasAMethodWithItsSettings()
    {
        foreach (var kind in LayerKinds.All)
        {
            var method = typeof(Network).GetMethods().SingleOrDefault(m => m.Name == kind.Name && m.ReturnType == typeof(Network));

            Assert.True(method is not null, $"Network has no method {kind.Name}");
            var inside = kind == typeof(Block) ? "layers" : null;
            Assert.Equal(
                // Inline is for the names of published networks, which are records.
                LayerSetting.Of(kind).Where(s => s.Name != "inline").Select(s => inside ?? s.Name).Append("name").Distinct().Order(),
                method.GetParameters().Select(p => p.Name!).Append(inside ?? "name").Append("name").Distinct().Order());
        }
    }

    [Fact]
    public void Network_EveryKindOfLayer_HasTheDefaultsOfItsRecord()
    {
        foreach (var kind in LayerKinds.All.Except([typeof(Block), typeof(Residual), typeof(Scale), typeof(Concat)]))
        {
            var method = typeof(Network).GetMethods().Single(m => m.Name == kind.Name && m.ReturnType == typeof(Network));
            var record = kind.GetConstructors().MaxBy(c => c.GetParameters().Length)!;

            var network = (Network)method.Invoke(Network.Named("x"), Values(method))!;

            Assert.Equal([(Layer)record.Invoke(Values(record))], network.Build().Layers);
        }

        static object?[] Values(MethodBase method) =>
            [.. method.GetParameters().Select(p => p.HasDefaultValue ? p.DefaultValue : p.ParameterType == typeof(Size2d) ? new Size2d(2) : (object)3)];
    }
}
