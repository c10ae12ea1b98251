namespace MlNetCnn.Experiments;

/// <summary>The answer or the error of one request; partial where there is more to come.</summary>
internal sealed record ChildReply<T>(T? Answer, string? Sentence, bool HasMore = false)
    where T : class;
