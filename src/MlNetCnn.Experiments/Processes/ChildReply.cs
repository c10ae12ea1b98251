namespace MlNetCnn.Experiments;

/// <summary>What a process answers to one request: an answer, or what went wrong in a sentence.</summary>
/// <param name="Answer">The answer, or null.</param>
/// <param name="Sentence">What went wrong, or null.</param>
/// <param name="HasMore">Whether it is only on the way to the answer.</param>
internal sealed record ChildReply<T>(T? Answer, string? Sentence, bool HasMore = false)
    where T : class;
