namespace MlNetCnn.Experiments.Tests;

public sealed class SqliteLeaseTests : LeaseContract
{
    private protected override StoreLocation NewLocation() => Workplace.SqliteLocation();
}
