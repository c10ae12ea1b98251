namespace MlNetCnn.Dashboard;

/// <summary>Error messages about uploaded images.</summary>
internal static class ImageProblem
{
    // The library names an option that the page does not have.
    public static string Words(Exception problem) => BrowserWords.Of(problem).Replace(", or raise PixelLimit", "", StringComparison.Ordinal);
}
