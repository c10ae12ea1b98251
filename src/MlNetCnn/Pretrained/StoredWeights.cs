namespace MlNetCnn;

/// <summary>Pretrained weights as a <see cref="PretrainedStore"/> has them.</summary>
/// <param name="Entry">What is known of them.</param>
/// <param name="Path">Their file; null where they have not been downloaded, or come along.</param>
/// <param name="Bytes">What was downloaded takes on this disk, with parts of a file; 0 for weights that come along.</param>
public sealed record StoredWeights(PretrainedEntry Entry, string? Path, long Bytes)
{
    /// <summary>Whether nothing has to be downloaded.</summary>
    public bool IsHere => Entry.File is null || Path is not null;
}
