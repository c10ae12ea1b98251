namespace MlNetCnn;

/// <summary>How far the loading of a data set is.</summary>
/// <param name="Images">The images decoded so far.</param>
/// <param name="Total">How many there are; null as long as nobody knows, as in a compressed archive.</param>
/// <param name="Skipped">The images left out so far.</param>
public readonly record struct ImageLoadingProgress(long Images, long? Total, int Skipped);
