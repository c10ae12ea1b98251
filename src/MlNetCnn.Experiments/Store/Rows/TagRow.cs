namespace MlNetCnn.Experiments;

/// <summary>A tag of a run.</summary>
internal sealed class TagRow
{
    public required string RunId { get; set; }

    public required string Tag { get; set; }
}
