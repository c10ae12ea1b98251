using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace MlNetCnn.Cli;

/// <summary>
/// The output of a command: results to standard output, notes to standard error, progress where it does not mix with results.
/// </summary>
internal sealed class Terminal
{
    // Files and pipes have no width: do not wrap lines.
    private const int WidthOfFiles = 160;

    private static readonly JsonSerializerOptions Readable = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly Verbosity _verbosity;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly ConcurrentQueue<string> _notes = [];

    private Terminal(TextWriter output, TextWriter error, bool json, bool isDocument, Verbosity verbosity)
    {
        _output = output;
        _error = error;
        _verbosity = verbosity;
        IsJson = json;
        Out = ConsoleOf(IsQuiet ? TextWriter.Null : output);
        Progress = json || isDocument ? ConsoleOf(IsQuiet ? TextWriter.Null : error) : Out;
    }

    /// <summary>Whether only errors and one line of result are wanted.</summary>
    public bool IsQuiet => _verbosity == Verbosity.Quiet;

    /// <summary>Whether a person reads tables as they are printed.</summary>
    public bool IsWatched => !IsJson && Out.Profile.Out.IsTerminal;

    /// <summary>Whether results are one JSON document.</summary>
    public bool IsJson { get; }

    /// <summary>Tables, on standard output.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>Progress: on standard output, or on standard error if standard output is a document.</summary>
    public IAnsiConsole Progress { get; }

    /// <summary><paramref name="isDocument"/>: whether results are a document other than JSON, which progress must not mix with.</summary>
    public static Terminal Of(ParseResult result, Option<bool> json, bool isDocument = false, Verbosity verbosity = Verbosity.Normal) =>
        new(result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, result.GetValue(json), isDocument, verbosity);

    /// <summary>An object gets the notes as well, if there are any.</summary>
    public void WriteJson(object document)
    {
        var node = JsonSerializer.SerializeToNode(document, Readable);
        if (!_notes.IsEmpty && node is JsonObject fields)
            fields.Add("notes", JsonSerializer.SerializeToNode(_notes, Readable));
        _output.WriteLine(node?.ToJsonString(Readable));
    }

    /// <summary>Never wrapped, so that paths can be copied.</summary>
    public void Say(string line)
    {
        if (!IsQuiet)
            _output.WriteLine(line);
    }

    /// <summary>The one line that is printed where <see cref="IsQuiet"/>.</summary>
    public void SayResult(string line) => _output.WriteLine(line);

    public void Note(string sentence)
    {
        _notes.Enqueue(sentence);
        if (!IsQuiet)
            _error.WriteLine($"note: {sentence}");
    }

    /// <summary>Tells what is done, where that is wanted, with the seconds since the start.</summary>
    public void Detail(string what)
    {
        if (_verbosity == Verbosity.Verbose)
            _error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{Stopwatch.GetElapsedTime(_start).TotalSeconds,7:0.00} s] {what}"));
    }

    /// <summary>Reports one of several errors without ending the command.</summary>
    public void Error(string sentence) => _error.WriteLine($"mlnetcnn: {sentence}");

    /// <summary>Styled on a terminal, plain text in a file or a pipe.</summary>
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
