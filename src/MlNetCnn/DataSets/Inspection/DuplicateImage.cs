namespace MlNetCnn;

/// <summary>One of several images that are the same.</summary>
/// <param name="Split"><c>train</c>, <c>validation</c> or <c>test</c>.</param>
/// <param name="Index">Its place in the split, counted from 0.</param>
/// <param name="Path">Where it is, below the folder or in the archive; null where images have no path.</param>
/// <param name="Class">The name of its class.</param>
public sealed record DuplicateImage(string Split, int Index, string? Path, string Class);
