namespace MlNetCnn.Experiments.Tests;

[Collection(PostgresCollection.Name)]
public sealed class PostgresRungDecisionsTests(PostgresServer server) : RungDecisionsContract
{
    private protected override StoreLocation NewLocation() => StoreLocation.Parse(server.NewDatabase(), Workplace.Artifacts);
}
