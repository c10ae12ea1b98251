namespace MlNetCnn.Cli.Tests;

public class DrawingTests
{
    [Fact]
    public void Paint_HalfPlane_CoversHalfAPixelOnItsEdge()
    {
        var drawing = new Drawing(4);

        drawing.Paint(point => point.X - 1.5, brightness: 1);

        // Half of 15 gray levels is 7.5, rounded to 8 and spread over 0–255.
        Assert.Equal([255, 136, 0, 0], Row(drawing));
    }

    [Fact]
    public void Paint_Black_RubsOut()
    {
        var drawing = new Drawing(4);
        drawing.Paint(_ => -1, brightness: 1);

        drawing.Paint(point => point.X - 2, brightness: 0);
        drawing.Dot(1, 0.2);

        Assert.Equal([0, 51, 255, 255], Row(drawing));
    }

    private static byte[] Row(Drawing drawing)
    {
        var pixels = new byte[16];
        drawing.CopyTo(pixels);
        return pixels[..4];
    }
}
