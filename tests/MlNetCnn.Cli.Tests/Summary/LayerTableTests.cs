namespace MlNetCnn.Cli.Tests;

public class LayerTableTests
{
    [Theory]
    [InlineData(120, "layer kind output parameters MACs weights activations", "318,657,536")]
    [InlineData(80, "layer kind output parameters MACs activations", "319 M")]
    [InlineData(70, "layer output parameters MACs activations", "319 M")]
    public void ResNet_InANarrowConsole_LosesColumnsButBreaksNoLine(int width, string columns, string macs)
    {
        using var writer = new StringWriter();
        var console = Terminal.ConsoleOf(writer);
        console.Profile.Width = width;
        var plan = Architectures.ResNet(18).Plan(new TensorShape(1, 96, 96), 10);

        console.Write(LayerTable.Of(console, LayerRow.Of(plan)));

        var lines = writer.ToString().Trim().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(plan.Steps.Length + 4, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        Assert.Equal(columns, string.Join(' ', lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains(macs, lines[^1]);
    }
}
