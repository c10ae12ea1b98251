namespace MlNetCnn.Experiments;

/// <summary>What the command line says of a run without test images.</summary>
internal static class NotTested
{
    public const string Sentence = "Not tested: the data have no test images. Add --test-fraction 0.2, or a folder named test with a folder for each class.";

    public const string Stopped = "Not tested: stopped before the test images were measured. Measure the model with mlnetcnn evaluate.";

    /// <summary>Null for a run that was tested, or did not succeed.</summary>
    public static string? Of(Run run) => run is { State: RunState.Succeeded, Result: { Test: null } } ? Sentence : null;
}
