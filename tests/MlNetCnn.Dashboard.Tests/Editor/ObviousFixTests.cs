namespace MlNetCnn.Dashboard.Tests;

public class ObviousFixTests
{
    public static TheoryData<string, string> Networks() => new()
    {
        { """{"kind":"conv2d","outChannels":4,"kernel":3},{"kind":"linear","outFeatures":10},{"kind":"linear"}""", "Add Flatten before it" },
        { """{"kind":"conv2d","outChannels":4,"kernel":3},{"kind":"relu"}""", "Add Flatten and Linear for the classes" },
        { """{"kind":"flatten"},{"kind":"linear","outFeatures":64}""", "Add Linear for the classes" },
        { """{"kind":"adaptiveAvgPool2d","output":3},{"kind":"conv2d","outChannels":4,"kernel":5},{"kind":"flatten"},{"kind":"linear"}""", "Set padding to 2×2, which keeps the size" },
        // A padding of half an even kernel gives one value more.
        { """{"kind":"conv2d","outChannels":4,"kernel":40},{"kind":"flatten"},{"kind":"linear"}""", "Set padding to 20×20" },
        { """{"kind":"adaptiveAvgPool2d","output":3},{"kind":"conv2d","outChannels":4,"kernel":5,"stride":2},{"kind":"flatten"},{"kind":"linear"}""", "Set padding to 2×2" },
        { """{"kind":"adaptiveAvgPool2d","output":1},{"kind":"maxPool2d","kernel":2},{"kind":"flatten"},{"kind":"linear"}""", "Set padding to 1×1" },
        { """{"kind":"flatten"},{"kind":"batchNorm2d"},{"kind":"linear"}""", "Move it before Flatten" },
        { """{"kind":"residual","body":[{"kind":"conv2d","outChannels":8,"kernel":3,"padding":1,"stride":2}]},{"kind":"flatten"},{"kind":"linear"}""", "Add a 1×1 shortcut to 8 channels" },
        { """{"kind":"conv2d","outChannels":4,"kernel":3,"groups":3},{"kind":"flatten"},{"kind":"linear"}""", "Set groups to 1" },
        { """{"kind":"block","layers":[{"kind":"conv2d","outChannels":4,"kernel":3},{"kind":"linear","outFeatures":10}]},{"kind":"linear"}""", "Add Flatten before it" },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void For_LayerWithOneObviousFix_MendsIt(string layers, string words)
    {
        var fix = ObviousFix.For(Attempt(layers));

        Assert.Equal(words, fix?.Words);
        Assert.Null(PlanAttempt.Of(fix!.Network, new(1, 28, 28), 10).Sentence);
    }

    [Theory]
    [InlineData("""{"kind":"flatten"},{"kind":"linear"}""")] // Nothing is wrong.
    [InlineData("""{"kind":"conv2d","outChannels":4,"kernel":0},{"kind":"flatten"},{"kind":"linear"}""")]
    [InlineData("""{"kind":"flatten"},{"kind":"linear"},{"kind":"conv2d","outChannels":4,"kernel":3},{"kind":"linear"}""")]
    public void For_NoObviousFix_IsNone(string layers) => Assert.Null(ObviousFix.For(Attempt(layers)));

    [Fact]
    public void For_TwoFlaws_MendsTheFirst()
    {
        var attempt = Attempt("""{"kind":"linear","outFeatures":10},{"kind":"maxPool2d","kernel":2},{"kind":"linear"}""");

        Assert.Equal("Add Flatten before it", ObviousFix.For(attempt)?.Words);
    }

    private static PlanAttempt Attempt(string layers)
    {
        // Read without the checks of a description: an editor holds what is not one yet.
        var list = System.Text.Json.JsonSerializer.Deserialize<LayerList>($"[{layers}]", ArchitectureJson.Options)!;
        return PlanAttempt.Of(new Architecture("x", list), new(1, 28, 28), 10);
    }
}
