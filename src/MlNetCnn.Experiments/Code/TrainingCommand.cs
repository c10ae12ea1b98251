using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>A request as an <c>mlnetcnn</c> command for bash.</summary>
internal static class TrainingCommand
{
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
