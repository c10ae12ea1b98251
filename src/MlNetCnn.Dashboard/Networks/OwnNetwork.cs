namespace MlNetCnn.Dashboard;

/// <summary>
/// A custom network. The key names its file and page; the architecture is null, with a problem as a sentence, where the file cannot be
/// read.
/// </summary>
internal sealed record OwnNetwork(string Key, string Name, Architecture? Architecture, string? Problem);
