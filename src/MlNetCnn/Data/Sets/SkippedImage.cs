namespace MlNetCnn;

/// <summary>An image that was left out.</summary>
/// <param name="Path">Where it is: a path below the folder, in the archive, or the number of a row.</param>
/// <param name="Reason">Why it cannot be read, in one sentence that names it.</param>
public readonly record struct SkippedImage(string Path, string Reason);
