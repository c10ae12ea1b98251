using MlNetCnn.Training;

namespace MlNetCnn.Docs;

/// <summary>The settings of training and of images, by the names that they have everywhere.</summary>
internal static class SettingPages
{
    public static Page Training() => new("training-settings.md", "Training settings",
    [
        "The same names are options of `mlnetcnn train` and `mlnetcnn compare`, fields of the dashboard, keys of requests and sweeps, and texts for",
        "`TrainingSettings.Parse` in C#. The last column has the property of `TrainingOptions`.",
        "",
        .. TrainingSettings.All.GroupBy(s => s.Group)
            .SelectMany(group => (string[])[$"## {Heading(group.Key)}", "", $"{XmlDocs.SummaryOf(group.Key)}", "", .. Table<TrainingOptions>(group), ""]),
    ]);

    public static Page Images() => new("image-settings.md", "Image settings",
    [
        "How images are read: options of every command with `--data`, fields of the dashboard, and texts for `ImageSettings.Parse` in C#. The last column has the",
        "property of `ImageLoading`.",
        "",
        .. Table<ImageLoading>(ImageSettings.All),
    ]);

    private static IEnumerable<string> Table<TOptions>(IEnumerable<Setting> settings)
    {
        var table = new MarkdownTable(("setting", false), ("what it does", false), ("in C#", false));
        foreach (var setting in settings)
            table.Add(
                $"{Markdown.Code(setting.Name)} {Markdown.Code(setting.Kind == SettingKind.Flag ? "" : setting.Placeholder)}".TrimEnd(), Markdown.Text(setting.Description),
                $"[{setting.Property}](xref:{typeof(TOptions).FullName}.{setting.Property})");
        return table.Lines();
    }

    private static string Heading(TrainingSettingGroup group) => group == TrainingSettingGroup.FineTuning ? "Fine-tuning" : $"{group}";
}
