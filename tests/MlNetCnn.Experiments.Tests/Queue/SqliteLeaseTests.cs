namespace MlNetCnn.Experiments.Tests;

public sealed class SqliteLeaseTests : LeaseContract
{
    protected override StoreLocation NewLocation() => Workplace.SqliteLocation();
}
