namespace MlNetCnn.Experiments.Tests.Sweeps;

public sealed class SqliteRungDecisionsTests : RungDecisionsContract
{
    protected override StoreLocation NewLocation() => Workplace.SqliteLocation();
}
