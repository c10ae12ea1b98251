namespace MlNetCnn.Dashboard;

public enum JobState
{
    Running,

    Done,

    Cancelled,

    /// <summary>See <see cref="Job.Sentence"/>.</summary>
    Failed,
}
