using MlNetCnn.Tests;

namespace MlNetCnn.Training.Tests;

/// <summary>Every architecture of the catalog at a width and an image size that a test can afford.</summary>
public static class SmallNetworks
{
    public static TheoryData<string> All => [.. Architectures.All.Select(e => e.Name)];

    public static NetworkPlan Plan(string name)
    {
        var entry = Architectures.All.Single(e => e.Name == name);
        var smallest = entry.SmallestInput;
        // A little above the smallest, so that batch norm has more than one value a channel.
        var side = Math.Max(smallest.Height, 16);
        return Narrowed.Create(entry).Plan(new TensorShape(smallest.Channels, side, side), 5);
    }
}
