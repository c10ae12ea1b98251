namespace MlNetCnn.Experiments.Tests;

/// <summary>The tests that change the process's environment: nothing else may run meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentCollection
{
    public const string Name = "Environment";
}
