using System.Collections.Immutable;

namespace MlNetCnn.Dashboard.Tests;

public class AlignedLayoutTests
{
    public static TheoryData<string, string, string, bool> Pairs() => new()
    {
        { "lenet", "resnet18", "1x96x96", false },
        { "lenet", "resnet18", "1x96x96", true },
        { "vgg11/4", "googlenet", "3x96x96", true },
        { "resnet18", "resnext", "1x96x96", true },
        { "lenet", "mlp", "1x28x28", false },
        { "lenet", "vgg11", "1x28x28", true }, // VGG ends early: its images are gone
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Of_TwoNetworks_PutsEqualSizesIntoOneColumn(string first, string second, string input, bool isOpen)
    {
        NetworkLook[] looks = [Look(first, input, isOpen), Look(second, input, isOpen)];

        var aligned = AlignedLayout.Of(looks[0], looks[1], isLogarithmic: false);

        Assert.Equal(aligned.Columns.Select(c => c.From).Order(), aligned.Columns.Select(c => c.From));
        for (var lane = 0; lane < 2; lane++)
        {
            var (layout, y) = aligned.Lanes[lane];
            Assert.Equal(
                DiagramLayout.Of(looks[lane].View!.Attempt, DiagramScale.Of(looks.Select(l => l.View!.Attempt)), looks[lane].Open).Volumes.Select(v => v.Path),
                layout.Volumes.Select(v => v.Path));
            Assert.True(y + layout.Height <= aligned.Height && layout.Width <= aligned.Width);
            // Also what lies on shortcuts and branches.
            foreach (var volume in layout.Volumes)
            {
                var column = Assert.Single(aligned.Columns, c => c.From <= volume.X && volume.X < c.To);
                Assert.Equal(SpatialRow.SizeOf(volume.Shape), column.Size);
                Assert.True(volume.X + volume.Thickness + volume.BackX <= column.To, $"{volume.Path} ends in {column.Size}.");
            }
        }
        // Where both have a size, it begins at one place.
        Assert.All(
            aligned.Columns.Where(c => c.Runs.All(run => run is not null)),
            c => Assert.Equal(X(aligned, 0, c.Runs[0]!), X(aligned, 1, c.Runs[1]!), 6));
    }

    [Fact]
    public void Align_LeNetAndResNet18_SharesWhatBothHave()
    {
        var (first, second) = (Look("lenet", "1x96x96", true), Look("resnet18", "1x96x96", false));

        var columns = AlignedLayout.Of(first, second, isLogarithmic: false).Columns;

        Assert.Equal(
            ["96×96 both", "48×48 left", "44×44 left", "24×24 right", "22×22 left", "12×12 right", "6×6 right", "3×3 right", "flat both"],
            columns.Select(c => $"{AlignedLayout.Name(c)} {(c.Runs[0] is null ? "right" : c.Runs[1] is null ? "left" : "both")}"));
    }

    [Fact]
    public void Align_SizesThatGrowAgain_KeepTheirOrder()
    {
        var columns = SizeColumn.Align(Runs(28, 14, 28, 7), Runs(28, 7, 3));

        Assert.Equal([28, 14, 28, 7, 3], columns.Select(c => c.Size!.Value.Height));
        Assert.Equal([true, false, false, true, true], columns.Select(c => c.Runs[1] is not null));
    }

    private static ImmutableArray<SizeRun> Runs(params int[] sizes) => [.. sizes.Select((size, i) => new SizeRun(new Size2d(size), $"{i}", $"{i}"))];

    private static double X(AlignedLayout aligned, int lane, SizeRun run) => aligned.Lanes[lane].Layout.Volumes.First(v => v.Path == run.First).X;

    private static NetworkLook Look(string reference, string input, bool isOpen)
    {
        var look = new NetworkLook();
        look.Show(NetworkView.Of(Architectures.Find(reference), TensorShape.Parse(input), 10));
        if (isOpen)
            look.OpenAll();
        return look;
    }
}
