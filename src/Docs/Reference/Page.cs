namespace MlNetCnn.Docs;

/// <summary>A generated page.</summary>
/// <param name="Path">Its path below the folder of reference pages: <c>cli/train.md</c>.</param>
/// <param name="Title">Its heading, and its name in the table of contents.</param>
/// <param name="Lines">What stands below the heading.</param>
internal sealed record Page(string Path, string Title, IEnumerable<string> Lines);
