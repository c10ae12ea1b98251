namespace MlNetCnn.Experiments.Tests;

public sealed class SqliteRungDecisionsTests : RungDecisionsContract
{
    private protected override StoreLocation NewLocation() => Workplace.SqliteLocation();
}
