namespace MlNetCnn.Dashboard;

public sealed record RunTagChange(IReadOnlyList<string> Added, IReadOnlyList<string> Removed);
