namespace MlNetCnn.Dashboard;

/// <summary>What is wrong with an image that somebody chose, in words for them.</summary>
internal static class ImageProblem
{
    // The library names an option that a page does not have.
    public static string Words(Exception problem) => BrowserWords.Of(problem).Replace(", or raise PixelLimit", "", StringComparison.Ordinal);
}
