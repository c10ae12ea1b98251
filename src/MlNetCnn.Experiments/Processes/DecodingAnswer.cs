namespace MlNetCnn.Experiments;

/// <summary>Progress of decoding a data set, or finally its error or null.</summary>
internal sealed record DecodingAnswer(ImageLoadingProgress? Progress, string? Fault);
