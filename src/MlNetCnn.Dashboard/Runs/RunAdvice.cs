namespace MlNetCnn.Dashboard;

internal static class RunAdvice
{
    public static string For(string? sentence)
    {
        bool Says(params string[] words) => sentence is not null && words.Any(w => sentence.Contains(w, StringComparison.OrdinalIgnoreCase));
        return true switch
        {
            _ when Says("memory", "signal 9") => "Duplicate it with a smaller batch size or smaller images, or start fewer runs at once.",
            _ when Says("loss became", "diverged", "not finite") => "Duplicate it with a smaller learning rate, or with gradients clipped.",
            _ when Says("no data set", "could not find", "there is no '", "not there", "no folder") => "See under Data whether the data set is there under this name, then try again.",
            _ when Says("libtorch", "native") => "The machine of this worker cannot load libtorch: see the README's list of systems, or let another worker take the run.",
            _ when Says("cuda", "device") => "Duplicate it with the device auto or cpu.",
            _ => "Try again: it goes on from its last checkpoint where it has one. Or duplicate it and change what the sentence names.",
        };
    }
}
