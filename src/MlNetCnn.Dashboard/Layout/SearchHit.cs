namespace MlNetCnn.Dashboard;

/// <summary>A page found by the search: what it is, its title, its address, and the ID of its subject where that has one.</summary>
internal sealed record SearchHit(string Kind, string Title, string Address, string Id = "")
{
    /// <summary>Whether a word is in its title or kind, or begins its ID.</summary>
    public bool IsFoundBy(string word) =>
        $"{Title} {Kind}".Contains(word, StringComparison.OrdinalIgnoreCase) || Id.StartsWith(word, StringComparison.OrdinalIgnoreCase);
}
