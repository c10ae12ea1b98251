namespace MlNetCnn.Experiments.Tests.Store;

[Collection(PostgresCollection.Name)]
public sealed class PostgresStoreTests(PostgresServer server) : StoreContract
{
    [SkippableFact]
    public async Task Open_ServerThatIsNotThere_SaysSo()
    {
        var location = StoreLocation.Parse(server.NewDatabase().Replace("Host=", "Host=/nowhere", StringComparison.Ordinal), Workplace.Artifacts);

        Assert.StartsWith("The store /nowhere", (await Assert.ThrowsAsync<StoreException>(() => Open(location))).Message);
    }

    protected override StoreLocation NewLocation() => StoreLocation.Parse(server.NewDatabase(), Workplace.Artifacts);
}
