namespace MlNetCnn.Tests;

/// <summary>Tests of what the whole process uses: no other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Alone
{
    public const string Name = "Alone";
}
