namespace MlNetCnn.Experiments.Tests.Queue;

public sealed class SqliteLeaseTests : LeaseContract
{
    protected override StoreLocation NewLocation() => Workplace.SqliteLocation();
}
