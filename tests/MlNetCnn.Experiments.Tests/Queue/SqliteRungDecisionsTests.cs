namespace MlNetCnn.Experiments.Tests;

public sealed class SqliteRungDecisionsTests : RungDecisionsContract
{
    protected override StoreLocation NewLocation() => Workplace.SqliteLocation();
}
