using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>A sweep as an <c>mlnetcnn compare</c> command for bash.</summary>
internal static class SweepCommand
{
    public static string Of(Sweep sweep)
    {
        var words = new CommandWords("compare");
        foreach (var network in sweep.Architectures)
            words.AddNetwork(network);
        words.AddImages(sweep.Data, sweep.Images);
        foreach (var setting in TrainingSettings.All.Where(s => sweep.Settings.ContainsKey(s.Name)))
        {
            var values = sweep.Settings[setting.Name];
            // The values of a list contain commas: repeat the option for each.
            foreach (var text in setting.Kind == SettingKind.List ? values : [string.Join(',', values)])
                words.AddOption($"--{setting.Name}", text);
        }
        words.AddOption("--seeds", sweep.Seeds == 1 ? null : $"{sweep.Seeds}");
        words.AddOption("--group", sweep.Group);
        return $"{words}";
    }
}
