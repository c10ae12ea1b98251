using System.Collections.Concurrent;
using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace MlNetCnn.Cli;

/// <summary>Where a command writes: results to standard output, notes to standard error, progress to where it disturbs nobody.</summary>
internal sealed class Terminal
{
    // A file or a pipe has no width of its own: leave the lines whole.
    private const int WidthOfFiles = 160;

    private static readonly JsonSerializerOptions Readable = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly ConcurrentQueue<string> _notes = [];

    private Terminal(TextWriter output, TextWriter error, bool json, bool isDocument)
    {
        _output = output;
        _error = error;
        IsJson = json;
        Out = ConsoleOf(output);
        Progress = json || isDocument ? ConsoleOf(error) : Out;
    }

    /// <summary>Whether results are one JSON document, for programs.</summary>
    public bool IsJson { get; }

    /// <summary>For tables: standard output.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>For what happens meanwhile: standard output for people, standard error beside a document.</summary>
    public IAnsiConsole Progress { get; }

    /// <summary>The terminal of a command.</summary>
    /// <param name="result">Its arguments.</param>
    /// <param name="json">The option for a JSON document.</param>
    /// <param name="isDocument">Whether results are a document of another kind, which nothing may be mixed with either.</param>
    public static Terminal Of(ParseResult result, Option<bool> json, bool isDocument = false) =>
        new(result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, result.GetValue(json), isDocument);

    /// <summary>The one JSON document of a command; an object gets the notes that were made, if any.</summary>
    public void WriteJson(object document)
    {
        var node = JsonSerializer.SerializeToNode(document, Readable);
        if (!_notes.IsEmpty && node is JsonObject fields)
            fields.Add("notes", JsonSerializer.SerializeToNode(_notes, Readable));
        _output.WriteLine(node?.ToJsonString(Readable));
    }

    /// <summary>A line for people, never wrapped: paths are to be copied.</summary>
    public void Say(string line) => _output.WriteLine(line);

    /// <summary>Something people should know beside the results.</summary>
    public void Note(string sentence)
    {
        _notes.Enqueue(sentence);
        _error.WriteLine($"note: {sentence}");
    }

    /// <summary>One of several things went wrong, and the others go on.</summary>
    public void Error(string sentence) => _error.WriteLine($"mlnetcnn: {sentence}");

    /// <summary>A console over a writer: with styles on a terminal, plain text in a file or a pipe.</summary>
    public static IAnsiConsole ConsoleOf(TextWriter writer)
    {
        var output = new AnsiConsoleOutput((writer as TerminalWriter)?.Inner ?? writer);
        if (output.IsTerminal)
        {
            var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = output });
            terminal.Pipeline.Attach(new TerminalHook());
            return terminal;
        }
        output = new AnsiConsoleOutput(new LineEndTrimmer(writer));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = output, Ansi = AnsiSupport.No });
        console.Profile.Width = WidthOfFiles;
        return console;
    }
}
