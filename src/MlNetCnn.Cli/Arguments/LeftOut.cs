using System.Collections.Immutable;

namespace MlNetCnn.Cli;

/// <summary>Notes about skipped images and files.</summary>
internal static class LeftOut
{
    public static void Note(
        Terminal terminal, string data, ImmutableArray<SkippedImage> unreadable, ImmutableArray<UnsupportedFiles> unsupported,
        ImmutableArray<string> notes)
    {
        if (!unreadable.IsEmpty)
        {
            terminal.Note($"{unreadable.Length:N0} {(unreadable.Length == 1 ? "image" : "images")} could not be read and {(unreadable.Length == 1 ? "was" : "were")} "
                + $"skipped, the first: {ImageOptionNames.In(unreadable[0].Reason, areSwitches: true).TrimEnd('.')}. All of them: mlnetcnn data inspect {data}");
        }
        if (!unsupported.IsEmpty)
            terminal.Note($"{UnsupportedFiles.Describe(unsupported)}.");
        foreach (var note in notes)
            terminal.Note(ImageOptionNames.In(note, areSwitches: true));
    }
}
