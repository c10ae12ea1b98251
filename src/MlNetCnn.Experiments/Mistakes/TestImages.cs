namespace MlNetCnn.Experiments;

/// <summary>The test images of a run, or the reason why they cannot be shown.</summary>
internal sealed record TestImages(ImageSplit? Images, string? Problem)
{
    /// <summary>Opens the data set as the run did, from local files only: nothing is downloaded.</summary>
    public static TestImages Open(Run run, DataSetStore store, CancellationToken cancellation = default)
    {
        try
        {
            if (RunData.Open(run.Request, store, cancellation).Measured is not { } test)
                return new(null, $"The data set '{run.Request.Data}' has no test images.");
            return run.Result?.Measured is { } score && RunData.HashOf(test) != score.DataHash
                ? new(null, $"The data set '{run.Request.Data}' has changed since the run, so that its test images are not those of the run any more.")
                : new(test, null);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            return new(null, FailureSentence.Of(e));
        }
    }
}
