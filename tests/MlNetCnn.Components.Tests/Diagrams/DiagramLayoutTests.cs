namespace MlNetCnn.Components.Tests;

public class DiagramLayoutTests
{
    [Fact]
    public void Of_LeNet_DrawsEveryLayerToScale()
    {
        var attempt = PlanAttempt.Of(Architectures.LeNet(), new(1, 28, 28), 10);

        var volumes = DiagramLayout.Of(attempt, DiagramScale.Of([attempt]), DiagramLayout.OpenAtFirst(attempt)).Volumes;

        Assert.Equal(["", .. attempt.Layers.Select(l => l.Path)], volumes.Select(v => v.Path));
        var (image, conv2, pool2) = (volumes[0], volumes.Single(v => v.Path == "conv2"), volumes.Single(v => v.Path == "pool2"));
        Assert.Equal(10.0 / 28, conv2.Height / image.Height, 3);
        Assert.Equal(5.0 / 10, pool2.Height / conv2.Height, 3);
        Assert.Equal(6.0 / 16, volumes.Single(v => v.Path == "conv1").Thickness / conv2.Thickness, 3);
        Assert.Equal(120.0 / 400, volumes.Single(v => v.Path == "fc1").Height / volumes.Single(v => v.Path == "flatten").Height, 3);
    }

    [Fact]
    public void Of_ResNet18_IsFoldedToItsSixBlocksAtFirst()
    {
        var attempt = PlanAttempt.Of(Architectures.ResNet(18), new(1, 96, 96), 10);

        var layout = DiagramLayout.Of(attempt, DiagramScale.Of([attempt]), DiagramLayout.OpenAtFirst(attempt));

        Assert.Equal(["1×96×96", "64×24×24", "64×24×24", "128×12×12", "256×6×6", "512×3×3", "10"], layout.Volumes.Select(v => v.Shape.ToString()));
        Assert.Empty(layout.Frames);
    }

    [Fact]
    public void Of_EveryCatalogNetworkOpen_DrawsEachLayerOnceInsideTheDrawing()
    {
        foreach (var entry in Architectures.All)
        {
            var attempt = PlanAttempt.Of(entry.Create(), entry.DefaultInput, entry.DefaultClasses);

            var layout = DiagramLayout.Of(attempt, DiagramScale.Of([attempt]), DiagramLayout.Blocks(attempt));

            Assert.Equal(
                attempt.Reached.Where(l => l.Branches.IsEmpty).Select(l => l.Path).Order(),
                layout.Volumes.Where(v => v.Layer is not null).Select(v => v.Path).Order());
            Assert.Equal(DiagramLayout.Blocks(attempt).Order(), layout.Frames.Select(f => f.Layer.Path).Order());
            Assert.All(layout.Volumes, v => Assert.True(
                v.X >= 0 && v.Y - v.BackY >= 0 && v.X + v.Thickness + v.BackX <= layout.Width && v.Y + v.Height <= layout.LabelY, $"{entry.Name}: {v}"));
            Assert.All(layout.Frames, f => Assert.True(f.Y >= 0 && f.X + f.Width <= layout.Width && f.Y + f.Height <= layout.Height, $"{entry.Name}: {f}"));
        }
    }

    [Fact]
    public void Of_LongLabels_HaveRoomBelowAndBeside()
    {
        var attempt = PlanAttempt.Of(
            new Architecture("x", [new Block([new Conv2d(1000, 3) { Name = "a_convolution_of_many_channels" }]) { Name = "the_only_block" }, new Flatten(), new Linear()]),
            new(1, 200, 200), 10);

        var layout = DiagramLayout.Of(attempt, DiagramScale.Of([attempt]), DiagramLayout.Blocks(attempt));

        var label = DiagramLayout.LabelOf(layout.Volumes[1]);
        Assert.Equal(("the_only_block.a_convolution_of_many_channels", "1000×198×198"), label);
        Assert.True(layout.Height - layout.LabelY > 58 * 5, $"{layout.Height - layout.LabelY} below");
    }

    [Fact]
    public void Of_OpenResidual_HasTwoPathsAndASum()
    {
        var attempt = PlanAttempt.Of(Architectures.ResNet(18), new(1, 96, 96), 10);

        var layout = DiagramLayout.Of(attempt, DiagramScale.Of([attempt]), new HashSet<string> { "stage2", "stage2.0" });

        Assert.Equal("stage2.0", Assert.Single(layout.Nodes).Layer.Path);
        var body = layout.Volumes.Single(v => v.Path == "stage2.0.conv1");
        var shortcut = layout.Volumes.Single(v => v.Path == "stage2.0.conv3");
        Assert.True(shortcut.Y + shortcut.Height < body.Y, "The shortcut's layers lie above the body's.");
        Assert.Contains(layout.Arcs, a => a is { Path: "stage2.0", IsShortcut: true });
    }

    [Fact]
    public void Of_Branches_LieBelowEachOther()
    {
        var attempt = PlanAttempt.Of(Architectures.GoogLeNet(), new(1, 96, 96), 10);
        var concat = attempt.Reached.First(l => l.Layer is Concat);
        var around = attempt.Reached.Where(l => concat.Path.StartsWith(l.Path, StringComparison.Ordinal)).Select(l => l.Path).ToHashSet();

        var layout = DiagramLayout.Of(attempt, DiagramScale.Of([attempt]), around);

        var branches = concat.Branches.Select(b => layout.Volumes.Single(v => v.Path == b[0].Path)).ToArray();
        Assert.Equal(4, branches.Length);
        for (var i = 1; i < branches.Length; i++)
            Assert.True(branches[i].Y - branches[i].BackY >= branches[i - 1].Y + branches[i - 1].Height, "Branches do not overlap.");
    }

    [Fact]
    public void Of_LayerInFoldedBlockThatDoesNotFit_OpensTheBlock()
    {
        var attempt = PlanAttempt.Of(
            new Architecture("x", [new Block([new Conv2d(4, 99)]) { Name = "stage" }, new Flatten(), new Linear()]), new(1, 28, 28), 10);

        var layout = DiagramLayout.Of(attempt, DiagramScale.Of([attempt]), new HashSet<string>());

        Assert.Equal("stage.0", Assert.Single(layout.Volumes, v => v.IsFlawed).Path);
        Assert.Equal(2, layout.NotReached);
    }

    [Fact]
    public void Of_TwoNetworksOnOneScale_AreComparable()
    {
        var (small, large) = (PlanAttempt.Of(Architectures.LeNet(), new(1, 96, 96), 10), PlanAttempt.Of(Architectures.ResNet(18), new(1, 96, 96), 10));
        var scale = DiagramScale.Of([small, large]);

        Assert.Equal(512, scale.MostChannels);
        Assert.Equal(
            DiagramLayout.Of(small, scale, new HashSet<string>()).Volumes[0].Height,
            DiagramLayout.Of(large, scale, new HashSet<string>()).Volumes[0].Height);
    }
}
