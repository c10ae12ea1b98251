namespace MlNetCnn.Experiments;

/// <summary>Rows to runs and back.</summary>
internal static class RunMapping
{
    public static Run ToRun(this RunRow row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Note = row.Note,
        Group = row.Group,
        Tags = [.. row.Tags.Select(t => t.Tag).Order(StringComparer.Ordinal)],
        State = row.State,
        Wish = row.Wish,
        Priority = row.Priority,
        Request = RunRequest.FromJson(row.Request),
        RequestHash = row.RequestHash,
        ContentHash = row.ContentHash,
        CreatedAt = row.CreatedAt,
        QueuedAt = row.QueuedAt,
        StartedAt = row.StartedAt,
        EndedAt = row.EndedAt,
        TrashedAt = row.TrashedAt,
        Attempts = row.Token,
        Epoch = row.Epoch,
        Epochs = row.Epochs,
        Halving = row.Halving is { } halving ? RunJson.FromLine<SuccessiveHalving>(halving) : null,
        PauseAfter = row.PauseAfter,
        PrunedAfter = row.PrunedAfter,
        Sentence = row.Sentence,
        Environment = row.Environment is { } environment ? RunJson.FromLine<RunEnvironment>(environment) : null,
        Result = row.Result is { } result ? RunJson.FromLine<RunResult>(result) : null,
        Speed = row.Speed is { } speed ? RunJson.FromLine<ScoringSpeed>(speed) : null,
    };

    public static RunRow ToRow(this Run run) => new()
    {
        Id = run.Id,
        Name = run.Name,
        Note = run.Note,
        Group = run.Group,
        Tags = [.. run.Tags.Distinct(StringComparer.Ordinal).Select(t => new TagRow { RunId = run.Id, Tag = t })],
        State = run.State,
        Wish = run.Wish,
        Priority = run.Priority,
        Architecture = run.Request.Architecture.Name,
        Data = run.Request.Data,
        RequestedDevice = run.Request.ToOptions().Device,
        Request = run.Request.ToJson(),
        RequestHash = run.RequestHash,
        ContentHash = run.ContentHash,
        CreatedAt = run.CreatedAt,
        QueuedAt = run.QueuedAt,
        StartedAt = run.StartedAt,
        EndedAt = run.EndedAt,
        TrashedAt = run.TrashedAt,
        Token = run.Attempts,
        Epoch = run.Epoch,
        Epochs = run.Epochs,
        Halving = run.Halving is { } halving ? RunJson.ToLine(halving) : null,
        PauseAfter = run.PauseAfter,
        PrunedAfter = run.PrunedAfter,
        Sentence = run.Sentence,
        Environment = run.Environment is { } environment ? RunJson.ToLine(environment) : null,
        Accuracy = run.Result?.Test?.Accuracy,
        Result = run.Result is { } result ? RunJson.ToLine(result) : null,
        Speed = run.Speed is { } speed ? RunJson.ToLine(speed) : null,
    };
}
