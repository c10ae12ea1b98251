using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace MlNetCnn.Cli.Tests;

/// <summary>Names that would steer a terminal, wherever a command says them.</summary>
public sealed class TerminalTextTests : IDisposable
{
    private const string Hostile = "\e[31m\u009b5m\u202e\a";

    private const string Shown = @"\u001b[31m\u009b5m\u202e\u0007";

    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Theory]
    [InlineData("plain\ttext\r\nof two lines\n", "plain\ttext\r\nof two lines\n")]
    [InlineData("over\rwritten", @"over\u000dwritten")]
    [InlineData("\0\b\u007f\u0085\u009f\u061c\u200e\u2028\u2066\u2069", @"\u0000\u0008\u007f\u0085\u009f\u061c\u200e\u2028\u2066\u2069")]
    [InlineData("Grüße, 猫, 🐈", "Grüße, 猫, 🐈")]
    public void Writer_Text_ShowsWhatSteersATerminal(string text, string shown)
    {
        using var inner = new StringWriter();
        using var writer = new TerminalWriter(inner);

        writer.Write(text);

        Assert.Equal(shown, inner.ToString());
    }

    [Fact]
    public void Inspect_ClassNameWithEscapes_IsShownAndNotObeyed()
    {
        var zip = Path.Combine(Path.GetDirectoryName(Here())!, "Cases", "esc.zip");

        var table = CommandRun.Of("data", "inspect", zip, "--size", "8", "--cache", _workplace.In("cache"));
        var json = CommandRun.Of("data", "inspect", zip, "--size", "8", "--cache", _workplace.In("cache"), "--json");

        Assert.Contains(@"a\u001b[31mRED\u001b]0;pwn\u0007", table.Output);
        AssertSafe(table.Output + table.Error + json.Output + json.Error);
        Assert.Contains("a\e[31mRED\e]0;pwn\a", Texts(JsonNode.Parse(json.Output)!));
    }

    [Fact]
    public void Error_NamingAFileWithEscapes_ShowsThem()
    {
        var missing = CommandRun.Of("data", "inspect", $"no{Hostile}where").Error;
        var usage = CommandRun.Of("data", $"inspekt{Hostile}").Error;

        Assert.Contains("no" + Shown, missing);
        AssertSafe(missing + usage);
    }

    [Fact]
    public void RunsNameAndNote_WithEscapes_AreShownAndNotObeyed()
    {
        string[] store = ["--store", _workplace.In("runs.db")];
        var id = CommandRun.Of(["runs", "add", "lenet", "--name", $"n{Hostile}", "--tag", $"t{Hostile}", "--note", $"note{Hostile}", .. store]).Output.Trim();

        var texts = CommandRun.Of(["runs", "list", .. store]).Output + CommandRun.Of(["runs", "show", id, .. store]).Output
            + CommandRun.Of(["runs", "show", id, "--json", .. store]).Output;

        Assert.Contains("n" + Shown, texts);
        AssertSafe(texts);
    }

    [Fact]
    public void Terminal_TableOfHostileNames_KeepsOnlyItsOwnEscapes()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard });
        console.Pipeline.Attach(new TerminalHook());

        console.Write(new Table().AddColumn("[red]name[/]").AddRow(new Text(Hostile)));

        Assert.Contains(@"\u001b[31m\u009b5m\u202e", text.ToString());
        Assert.DoesNotContain("\u009b", text.ToString());
        Assert.Equal(2, text.ToString().Split('\e').Length - 1);
    }

    private static void AssertSafe(string text) => Assert.DoesNotContain(text.ReplaceLineEndings("\n"), c => char.IsControl(c) && c is not ('\n' or '\t') || c == '\u202e');

    private static IEnumerable<string> Texts(JsonNode node) => node switch
    {
        JsonObject children => children.SelectMany(c => Texts(c.Value!).Prepend(c.Key)),
        JsonArray items => items.SelectMany(i => Texts(i!)),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    private static string Here([CallerFilePath] string source = "") => source;
}
