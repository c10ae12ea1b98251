namespace MlNetCnn.Components;

/// <summary>Pictures as data URIs.</summary>
internal static class DataAddress
{
    public static string OfPng(ReadOnlySpan<byte> png) => $"data:image/png;base64,{Convert.ToBase64String(png)}";
}
