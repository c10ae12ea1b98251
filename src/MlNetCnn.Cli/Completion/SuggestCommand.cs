using System.CommandLine;
using System.CommandLine.Completions;

namespace MlNetCnn.Cli;

/// <summary>What may stand at the end of a line, for the scripts of <see cref="CompletionCommand"/>.</summary>
internal static class SuggestCommand
{
    public const string Name = "suggest";

    public static Command Create()
    {
        var line = new Argument<string>("LINE") { Description = "The line up to the cursor." };
        var command = new Command(Name, "Print a line for each word that may stand at the end: the word, a tab and its description.") { line };
        command.Hidden = true;
        command.SetAction(result =>
        {
            var text = result.GetRequiredValue(line);
            var parsed = result.RootCommandResult.Command.Parse(text);
            var word = parsed.GetCompletionContext() is TextCompletionContext context ? context.AtCursorPosition(text.Length).WordToComplete : "";
            foreach (var item in parsed.GetCompletions(text.Length).Where(i => IsWanted(i.Label, word)))
                result.InvocationConfiguration.Output.WriteLine($"{item.Label}\t{item.Detail?.ReplaceLineEndings(" ")}");
            return 0;
        });
        return command;
    }

    // Options only where one is begun, as shells do it, and none of the Windows spellings like /h, which hide paths.
    private static bool IsWanted(string label, string word) =>
        label.StartsWith(word, StringComparison.Ordinal) && label[0] != '/' && label.StartsWith('-') == word.StartsWith('-');
}
