namespace MlNetCnn.Experiments.Tests;

/// <summary>Tests that share the packages.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFeed>
{
    public const string Name = "packages";
}
