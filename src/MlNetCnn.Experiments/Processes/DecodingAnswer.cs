namespace MlNetCnn.Experiments;

/// <summary>How far a data set is decoded, or in the end what is wrong with it.</summary>
/// <param name="Progress">Null at the end.</param>
/// <param name="Fault">Null where nothing is.</param>
internal sealed record DecodingAnswer(ImageLoadingProgress? Progress, string? Fault);
