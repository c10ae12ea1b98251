namespace MlNetCnn.Dashboard;

/// <summary>A description that is no network, as typed, and why.</summary>
public sealed record UnreadableJson(string Text, string Problem);
