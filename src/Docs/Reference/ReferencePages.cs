namespace MlNetCnn.Docs;

/// <summary>The reference, from the registries: nothing in it is written by hand.</summary>
internal static class ReferencePages
{
    private static readonly Page Index = new("index.md", "Reference",
    [
        "These pages are generated from the program itself, so they say what this version does.",
        "",
        "- [The command line](cli/index.md): every command, argument and option of `mlnetcnn`",
        "- [Training settings](training-settings.md) and [image settings](image-settings.md), with their C# properties",
        "- [Data formats](formats.md) that are read, and those that are recognized and refused",
        "- [Layers](layers.md) for networks of your own",
        "- [Architectures](architectures.md) that are found by name",
        "- [Types of the C# packages](../api/toc.yml)",
    ]);

    public static IEnumerable<Page> All() =>
        [Index, .. CommandPages.All(), SettingPages.Training(), SettingPages.Images(), FormatPage.Create(), LayerPage.Create(), ArchitecturePage.Create()];

    /// <summary>Writes all pages and their table of contents; what was in the folder is replaced.</summary>
    public static void Write(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var contents = new List<string>();
        foreach (var page in All())
        {
            var file = Path.Combine(folder, page.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllLines(file, [$"# {page.Title}", "", .. page.Lines]);
            var indent = page.Path.StartsWith("cli/", StringComparison.Ordinal) && page.Path != CommandPages.Index ? "  " : "";
            contents.Add($"{indent}- name: \"{page.Title}\"\n{indent}  href: {page.Path}{(page.Path == CommandPages.Index ? "\n  items:" : "")}");
        }
        File.WriteAllLines(Path.Combine(folder, "toc.yml"), contents);
    }
}
