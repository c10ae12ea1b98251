namespace MlNetCnn.Experiments;

internal sealed class TagRow
{
    public required string RunId { get; set; }

    public required string Tag { get; set; }
}
