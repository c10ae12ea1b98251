namespace MlNetCnn;

/// <summary>A tensor whose name fits a network and whose shape does not.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Found">The shape it has.</param>
/// <param name="Needed">The shape the network needs.</param>
public sealed record MisshapedTensor(string Name, TensorShape Found, TensorShape Needed)
{
    /// <summary>The difference in words: <c>fc.bias is 1000 instead of 10</c>.</summary>
    public override string ToString() => $"{Name} is {Found} instead of {Needed}";
}
