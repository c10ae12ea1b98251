using System.Collections.Immutable;
using System.Globalization;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>A request as an <c>mlnetcnn</c> command for bash.</summary>
internal static class TrainingCommand
{
    public static string Of(RunRequest request)
    {
        var words = new CommandWords("train");
        if (!FollowsFromWeights(request))
            words.AddNetwork(request.Architecture);
        // What the command would choose for a person's own data must not change the run.
        var isOwn = DataDefaults.IsOwn(request.Data);
        words.AddImages(request.Data, isOwn ? WithDefault(request.Images, DataDefaults.TestFraction, "none") : request.Images);
        words.AddOption("--weights", request.InitialWeights);
        words.AddOption("--continue", request.ContinueFrom);
        words.AddOption("--folds", request.Folds?.ToString(CultureInfo.InvariantCulture));
        words.AddOption("--strangers", request.Strangers);
        words.AddSettings(TrainingSettings.All, isOwn ? WithDefault(request.Settings, DataDefaults.ValidationFraction, "0") : request.Settings);
        return $"{words}";
    }

    private static ImmutableSortedDictionary<string, string> WithDefault(ImmutableSortedDictionary<string, string> settings, string name, string text) =>
        settings.ContainsKey(name) ? settings : settings.Add(name, text);

    private static bool FollowsFromWeights(RunRequest request) => request.Settings.TryGetValue(DataDefaults.Pretrained, out var name)
        && PretrainedNetworks.TryFind(name, out var entry) && entry.Architecture.Equals(request.Architecture);
}
