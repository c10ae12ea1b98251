using System.Globalization;

namespace MlNetCnn.Experiments;

/// <summary>Events of a run for people, one per line with a UTC timestamp.</summary>
internal sealed class RunLog(string path, TimeProvider time)
{
    private readonly Lock _lock = new();

    public void Add(string line)
    {
        try
        {
            lock (_lock)
                File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd HH:mm:ss}Z  {line.ReplaceLineEndings(" ")}\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A failing log must not stop the run.
        }
    }

    /// <summary>Adds the messages that people want to see.</summary>
    public void Add(ChildMessage message)
    {
        switch (message)
        {
            case ChildStarted started:
                Add(string.Create(CultureInfo.InvariantCulture, $"The data are read; training on {started.Environment.Device} with {started.Environment.Threads} threads, {started.Epochs} {(started.Epochs == 1 ? "epoch" : "epochs")} at most."));
                if (started.Before is [.., var last])
                    Add(string.Create(CultureInfo.InvariantCulture, $"Goes on from the checkpoint, {last.Epoch} epochs are over."));
                break;
            case ChildEpoch { Epoch: var e }:
                var validation = e.ValidationLoss is { } loss ? string.Create(CultureInfo.InvariantCulture, $", validation loss {loss:0.####}, accuracy {e.ValidationAccuracy:0.####}") : "";
                Add(string.Create(CultureInfo.InvariantCulture,
                    $"Epoch {e.Epoch}: training loss {e.TrainLoss:0.####}, accuracy {e.TrainAccuracy:0.####}{validation}, {e.Seconds:0.##} s, {e.ImagesPerSecond:0} images/s{(e.IsBest && e.ValidationLoss is not null ? ", best so far" : "")}."));
                break;
            case ChildSucceeded:
                Add("Tested; model.zip and model.onnx are written.");
                break;
            case ChildAtRung:
                Add("Pauses here until the other runs of its sweep are as far; what there is, is in the checkpoint.");
                break;
            case ChildNote note:
                Add(note.Sentence);
                break;
            case ChildStopped:
                Add("Stopped as asked; what there is, is in the checkpoint.");
                break;
        }
    }
}
