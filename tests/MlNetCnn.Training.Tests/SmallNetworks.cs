namespace MlNetCnn.Training.Tests;

/// <summary>Every architecture of the catalog at a width and an image size that a test can afford.</summary>
public static class SmallNetworks
{
    public static TheoryData<string> All => [.. Architectures.All.Select(e => e.HasWidths ? $"{e.Name}/16" : e.Name)];

    public static NetworkPlan Plan(string name)
    {
        var entry = Architectures.All.Single(e => e.Name == name.Split('/')[0]);
        var smallest = entry.SmallestInput;
        // A little above the smallest, so that batch norm has more than one value a channel.
        var side = Math.Max(smallest.Height, 16);
        return Architectures.Find(name).Plan(new TensorShape(smallest.Channels, side, side), 5);
    }
}
