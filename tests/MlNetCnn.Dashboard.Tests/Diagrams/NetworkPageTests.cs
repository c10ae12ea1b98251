using Bunit;

namespace MlNetCnn.Dashboard.Tests;

public class NetworkPageTests : ComponentTest
{
    [Fact]
    public void Bars_AlexNet_SayWhereTheParametersSit()
    {
        var plan = Architectures.AlexNet().Plan(new(1, 224, 224), 10);

        var bars = Render<CostBars>(p => p.Add(b => b.Title, "alexnet").Add(b => b.Plan, plan));

        Assert.Equal(8, bars.FindAll("tbody tr").Count);
        Assert.Contains(bars.FindAll("tbody tr"), row => row.TextContent.Contains("26,218,496 (56.1", StringComparison.Ordinal));
    }

    [Fact]
    public void Input_NumberThatCannotBe_IsSaidAndNothingChanges()
    {
        (TensorShape Input, int Classes)? changed = null;
        var controls = Render<InputControls>(p => p.Add(c => c.Input, new TensorShape(1, 28, 28)).Add(c => c.Classes, 10)
            .Add(c => c.Changed, to => changed = to));

        foreach (var text in new[] { "0", "-3", "100000", "wide" })
        {
            controls.FindAll("input")[1].Change(text);
            Assert.Null(changed);
            Assert.Equal("Only 1 to 8,192", controls.Find("#input-Height-says").TextContent.Trim());
        }

        controls.FindAll("input")[1].Change("32");
        Assert.Equal((new TensorShape(1, 32, 28), 10), changed);
        Assert.Empty(controls.FindAll("[aria-invalid=true]"));
    }
}
