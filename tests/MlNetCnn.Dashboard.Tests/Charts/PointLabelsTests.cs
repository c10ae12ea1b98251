namespace MlNetCnn.Dashboard.Tests;

public class PointLabelsTests
{
    private static readonly (double, double, double, double) Plot = (0, 600, 0, 300);

    [Fact]
    public void Of_PointsApart_StandBesideThem() =>
        Assert.Equal(["start", "end"], PointLabels.Of([(100, 100, "1. resnet18", "1"), (580, 100, "2. vgg11", "2")], Plot).Select(label => label!.Value.Anchor));

    [Fact]
    public void Of_PointsClose_NeverStandOnEachOther()
    {
        var random = new Random(1);
        var labels = PointLabels.Of([.. Enumerable.Range(1, 60).Select(i => (random.NextDouble() * 600, random.NextDouble() * 300, $"{i}. a network with settings", $"{i}"))], Plot);

        var boxes = labels.Where(label => label is not null).Select(label => Box(label!.Value)).ToArray();
        Assert.InRange(boxes.Length, 20, 60);
        Assert.Contains(labels, label => label is { Text.Length: < 3 });
        for (var i = 0; i < boxes.Length; i++)
        {
            for (var j = 0; j < i; j++)
                Assert.False(boxes[i].Left < boxes[j].Right && boxes[j].Left < boxes[i].Right && Math.Abs(boxes[i].Y - boxes[j].Y) < 12, $"{labels[i]} and {labels[j]}");
        }
    }

    private static (double Left, double Right, double Y) Box((string Text, double X, double Y, string Anchor) label)
    {
        var width = 6 * label.Text.Length;
        var left = label.Anchor switch { "start" => label.X, "end" => label.X - width, _ => label.X - (width / 2) };
        return (left, left + width, label.Y);
    }
}
