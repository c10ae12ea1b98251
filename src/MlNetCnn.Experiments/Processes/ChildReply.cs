namespace MlNetCnn.Experiments;

/// <summary>What a process answers to one request: an answer, or what went wrong in a sentence.</summary>
internal sealed record ChildReply<T>(T? Answer, string? Sentence)
    where T : class;
