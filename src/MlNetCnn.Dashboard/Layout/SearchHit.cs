namespace MlNetCnn.Dashboard;

/// <summary>A page found by the search: what it is, its title and its address.</summary>
public sealed record SearchHit(string Kind, string Title, string Address);
