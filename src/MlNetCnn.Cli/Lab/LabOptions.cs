using System.CommandLine;

namespace MlNetCnn.Cli;

internal static class LabOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document instead of tables." };

    public static Option<string?> Input(string example) => Text("--input", $"The input. Not given: the notebook's, {example}.");

    public static Option<string?> Kernel(string example) => Text("--kernel", $"The kernel. Not given: the notebook's, {example}.");

    public static Option<string?> Padding() => Text("--padding", "Padding on each side, height x width, like 0x1. Not given: none.");

    public static Option<string?> Stride(string standard) => Text("--stride", $"The stride, height x width, like 2x3. Not given: {standard}.");

    public static Size2d? GetSize(this ParseResult result, Option<string?> option) =>
        result.GetValue(option) is { } text ? Size2d.Parse(text) : null;

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };
}
