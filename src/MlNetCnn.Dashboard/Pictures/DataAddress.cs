namespace MlNetCnn.Dashboard;

/// <summary>A picture that stands in the page itself.</summary>
internal static class DataAddress
{
    public static string OfPng(ReadOnlySpan<byte> png) => $"data:image/png;base64,{Convert.ToBase64String(png)}";
}
