using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>A sweep as a line for bash that does the same with <c>mlnetcnn compare</c>.</summary>
internal static class SweepCommand
{
    /// <summary>The line; before it what writes the descriptions of networks of one's own into files beside.</summary>
    public static string Of(Sweep sweep)
    {
        var words = new CommandWords("compare");
        foreach (var network in sweep.Architectures)
            words.AddNetwork(network);
        words.AddImages(sweep.Data, sweep.Images);
        foreach (var setting in TrainingSettings.All.Where(s => sweep.Settings.ContainsKey(s.Name)))
        {
            var values = sweep.Settings[setting.Name];
            // A list has commas of its own: the option is given again for each.
            foreach (var text in setting.Kind == SettingKind.List ? values : [string.Join(',', values)])
                words.AddOption($"--{setting.Name}", text);
        }
        words.AddOption("--seeds", sweep.Seeds == 1 ? null : $"{sweep.Seeds}");
        words.AddOption("--group", sweep.Group);
        return $"{words}";
    }
}
