namespace MlNetCnn.Dashboard;

/// <summary>One of the user's own networks.</summary>
/// <param name="Key">What its file and its page are called.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="Architecture">The description, or null where the file cannot be read.</param>
/// <param name="Problem">Why it cannot be read, as a sentence.</param>
internal sealed record OwnNetwork(string Key, string Name, Architecture? Architecture, string? Problem);
