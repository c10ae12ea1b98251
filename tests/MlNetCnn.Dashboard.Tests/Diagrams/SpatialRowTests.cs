namespace MlNetCnn.Dashboard.Tests;

public class SpatialRowTests
{
    [Fact]
    public void Align_LeNetAndItsVariant_GivesOneRowASize()
    {
        var (left, right) = (View(Architectures.LeNet()), View(Architectures.Mlp(256)));

        var rows = SpatialRow.Align(left, right).ToArray();

        Assert.Equal(["28×28", "14×14", "10×10", "5×5", "flat"], rows.Select(r => r.Size?.ToString() ?? "flat"));
        Assert.Equal(["conv1", "act1"], rows[0].Left.Select(l => l.Path));
        Assert.Empty(rows[0].Right);
        Assert.NotEmpty(rows[^1].Right);
        Assert.Equal(left.Plan!.Parameters, rows.Sum(r => SpatialRow.Parameters(r.Left)));
        Assert.Equal(right.Plan!.Macs, rows.Sum(r => SpatialRow.Macs(r.Right)));
    }

    private static NetworkView View(Architecture architecture) => NetworkView.Of(architecture, new(1, 28, 28), 10);
}
