namespace MlNetCnn.Training.Tests;

/// <summary>A clock on which a second passes whenever it is looked at, so that every batch is reported.</summary>
internal sealed class TickingTime : TimeProvider
{
    private long _seconds;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => _seconds++;
}
