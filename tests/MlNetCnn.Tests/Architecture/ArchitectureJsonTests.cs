using CsCheck;

namespace MlNetCnn.Tests;

public class ArchitectureJsonTests
{
    [Fact]
    public void FromJson_AsAPersonWritesIt_IsRead()
    {
        var network = Architecture.FromJson("""
            {
              "$schema": "mlnetcnn.schema.json",
              "format": 1,
              "name": "mine", // comments and trailing commas are fine
              "initialization": "xavier",
              "layers": [
                { "outChannels": 4, "kernel": [3, 1], "kind": "conv2d", "name": "first" },
                { "kind": "maxPool2d", "kernel": 2, "stride": null },
                { "kind": "residual", "body": [{ "kind": "relu" }], "activation": null },
                { "kind": "flatten" },
                { "kind": "linear" },
              ],
            }
            """);

        Assert.Equal(
            new Architecture("mine",
            [
                new Conv2d(4, (3, 1)) { Name = "first" }, new MaxPool2d(2), new Residual([new ReLU()]), new Flatten(), new Linear(),
            ])
            { Initialization = WeightInitialization.Xavier },
            network);
    }

    [Fact]
    public void ToJson_ARandomNetwork_IsReadBackEqual() => RandomNetworks.Fitting.Sample(sample =>
    {
        var again = Architecture.FromJson(sample.Network.ToJson());

        Assert.Equal(sample.Network, again);
        Assert.Equal(sample.Network.ToJson(), again.ToJson());
    }, iter: 500);
}
