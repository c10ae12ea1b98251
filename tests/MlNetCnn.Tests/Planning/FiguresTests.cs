namespace MlNetCnn.Tests;

/// <summary>The layer tables and counts of the course notebook (sections 7.6, 8.2 and 8.6).</summary>
public class FiguresTests
{
    [Fact]
    public void LeNet_At28_HasTheNotebooksLayers()
    {
        var plan = Architectures.LeNet().Plan(new(1, 28, 28), 10);

        Assert.Equal(
            ["6×28×28", "6×28×28", "6×14×14", "16×10×10", "16×10×10", "16×5×5", "400", "120", "120", "84", "84", "10"],
            plan.Layers.Select(l => l.Output.ToString()));
        Assert.Equal(61_706, plan.Parameters);
        Assert.Equal(416_520, plan.Macs);
    }

    [Fact]
    public void Vgg11_At224_HasTheNotebooksBlocks()
    {
        var plan = Architectures.Vgg(11).Plan(new(1, 224, 224), 10);

        Assert.Equal(
            ["64×112×112", "128×56×56", "256×28×28", "512×14×14", "512×7×7", "25088", "4096", "4096", "4096", "4096", "4096", "4096", "10"],
            plan.Layers.Select(l => l.Output.ToString()));
        Assert.Equal(128_806_154, plan.Parameters);
        Assert.Equal(7_547_232_256, plan.Macs);
    }

    [Fact]
    public void Vgg11_AtAQuarterOfItsWidth_HasTheNotebooksParameters() =>
        Assert.Equal(43_093_322, Architectures.Vgg(11, 4).Plan(new(1, 224, 224), 10).Parameters);

    [Fact]
    public void ResNet18_At96_HasTheNotebooksBlocks()
    {
        var plan = Architectures.ResNet(18).Plan(new(1, 96, 96), 10);

        Assert.Equal(["stem", "stage1", "stage2", "stage3", "stage4", "head"], plan.Layers.Select(l => l.Path));
        Assert.Equal(["64×24×24", "64×24×24", "128×12×12", "256×6×6", "512×3×3", "10"], plan.Layers.Select(l => l.Output.ToString()));
        Assert.Equal(11_178_378, plan.Parameters);
        Assert.Equal(318_657_536, plan.Macs);
    }

    [Fact]
    public void Residual_WithTheIdentityAsShortcut_KeepsTheShape()
    {
        var plan = Residual(ResNet.Block(3));

        Assert.Equal(new TensorShape(3, 6, 6), plan.Layers[0].Output);
    }

    [Fact]
    public void Residual_WithAStridedShortcut_HalvesTheShapeAndTakesItsChannels()
    {
        var plan = Residual(ResNet.Block(6, project: true, stride: 2));

        Assert.Equal(new TensorShape(6, 3, 3), plan.Layers[0].Output);
    }

    private static NetworkPlan Residual(Residual block) => new Architecture("residual", [block, new Flatten(), new Linear()]).Plan(new(3, 6, 6), 10);
}
