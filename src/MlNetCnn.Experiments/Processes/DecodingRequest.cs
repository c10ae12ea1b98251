namespace MlNetCnn.Experiments;

/// <summary>A data set to decode; the pixels are written to <paramref name="File"/>.</summary>
internal sealed record DecodingRequest(string Path, ImageLoading Loading, string File);
