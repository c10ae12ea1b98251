namespace MlNetCnn.Experiments;

/// <summary>A data set to decode.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Loading">How its images are read.</param>
/// <param name="File">The file to write the decoded pixels into.</param>
internal sealed record DecodingRequest(string Path, ImageLoading Loading, string File);
