namespace MlNetCnn.Dashboard;

/// <summary>How work in the background stands.</summary>
public enum JobState
{
    /// <summary>It goes on.</summary>
    Running,

    /// <summary>It came to its end.</summary>
    Done,

    /// <summary>Somebody ended it.</summary>
    Cancelled,

    /// <summary>It failed; <see cref="Job.Sentence"/> says why.</summary>
    Failed,
}
