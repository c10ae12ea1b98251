namespace MlNetCnn;

/// <summary>A tensor of a file that was not read, because no layer has weights of its kind.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Description">Its type and shape as the file gives them: <c>I64 scalar</c>, <c>U8 64×3×7×7</c>.</param>
public sealed record LeftOutTensor(string Name, string Description)
{
    /// <summary>Name and description: <c>conv1.weight (U8 64×3×7×7)</c>.</summary>
    public override string ToString() => $"{Name} ({Description})";
}
