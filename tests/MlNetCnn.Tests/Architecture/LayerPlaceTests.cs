namespace MlNetCnn.Tests;

public class LayerPlaceTests
{
    [Fact]
    public void All_EveryCatalogNetwork_HasThePathsOfItsPlan()
    {
        foreach (var entry in Architectures.All)
        {
            var attempt = PlanAttempt.Of(entry.Create(), entry.DefaultInput, entry.DefaultClasses);

            Assert.Equal(attempt.Reached.Select(l => l.Path).Order(), LayerPlace.All(entry.Create()).Select(p => p.LayerPath).Order());
        }
    }

    [Fact]
    public void All_Residual_NamesPlacesAsFlawsDo()
    {
        var residual = new Residual([new Conv2d(1, 1)]) { Shortcut = [new Conv2d(1, 1) { Stride = 0 }], Activation = new ReLU() };
        var architecture = new Architecture("x", [residual]);

        Assert.Equal(
            [("$.layers[0]", "0"), ("$.layers[0].body[0]", "0.0"), ("$.layers[0].shortcut[0]", "0.shortcut0"), ("$.layers[0].activation", "0.activation0")],
            LayerPlace.All(architecture).Select(p => (p.JsonPath, p.LayerPath)));
        var flaw = ArchitectureChecks.Find(architecture)!;
        Assert.Equal(("$.layers[0].shortcut[0].stride", "0.shortcut0"), (flaw.JsonPath, flaw.LayerPath));
    }
}
