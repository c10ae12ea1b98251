namespace MlNetCnn.Experiments.Tests;

[Collection(PostgresCollection.Name)]
public sealed class PostgresLeaseTests(PostgresServer server) : LeaseContract
{
    private protected override StoreLocation NewLocation() => StoreLocation.Parse(server.NewDatabase(), Workplace.Artifacts);
}
