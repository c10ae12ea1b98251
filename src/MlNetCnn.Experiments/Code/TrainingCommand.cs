using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>A request as a line for bash that does the same with the command <c>mlnetcnn</c>.</summary>
internal static class TrainingCommand
{
    /// <summary>The line; before it what writes the description of a network of one's own into a file beside.</summary>
    public static string Of(RunRequest request)
    {
        var words = new CommandWords("train");
        words.AddNetwork(request.Architecture);
        words.AddImages(request.Data, request.Images);
        words.AddOption("--weights", request.InitialWeights);
        words.AddOption("--continue", request.ContinueFrom);
        words.AddSettings(TrainingSettings.All, request.Settings);
        return $"{words}";
    }
}
