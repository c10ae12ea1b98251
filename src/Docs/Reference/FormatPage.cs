namespace MlNetCnn.Docs;

internal static class FormatPage
{
    public static Page Create() => new("formats.md", "Data formats",
    [
        "`--data` and `ImageData.Open` read these formats from a folder, a .zip or a .tar, compressed by gzip, bzip2, xz or zstd or not. They are tried from the",
        "bottom up, and recognized by what the files hold.",
        "",
        .. Read().Lines(),
        "",
        "## Recognized and refused",
        "",
        "These are for other tasks than classification, and are refused with a message that says what to do:",
        "",
        .. ImageFormats.Refused.Select(format => $"- {Markdown.Text(format.Name)}"),
    ]);

    private static MarkdownTable Read()
    {
        var table = new MarkdownTable(("format", false), ("what is read", false), ("in C#", false));
        foreach (var format in ImageFormats.All.Reverse())
            table.Add(Markdown.Text(Markdown.Sentence(format.Name)), Markdown.Text(Markdown.Sentence(format.Sentence)), Markdown.Code($"{nameof(ImageDataFormat)}.{format.Kind}"));
        return table;
    }
}
