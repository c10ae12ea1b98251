using System.Text.RegularExpressions;

namespace MlNetCnn;

/// <summary>The first plain sentence of ONNX Runtime's messages, without error codes, C++ functions and their source files.</summary>
internal static partial class OnnxRuntimeWords
{
    public static string Of(string message)
    {
        var plain = FailingNode().Replace(Location().Replace(Code().Replace(message.Trim(), ""), ""), "node '${name}' (${kind}): ");
        return SentenceEnd().Split(plain, 2)[0].TrimEnd('.').Trim();
    }

    [GeneratedRegex(@"^\[ErrorCode:\w+\]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    // /onnxruntime_src/core/file.cc:12 void onnxruntime::Name(int, int) const axis == 1 was false.
    [GeneratedRegex(@"\S*[/\\]\S+:\d+ [^()]*\([^()]*\)(\s+const)?\s*(.*? was false\.\s*)?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Location();

    [GeneratedRegex(@"Non-zero status code returned while running (?<kind>\w+) node\. Name:'(?<name>[^']*)' Status Message:\s*"
        + @"|This is an invalid model\. In Node, \(""(?<name>[^""]*)"", (?<kind>\w+), .*?, Error\s+", RegexOptions.CultureInvariant)]
    private static partial Regex FailingNode();

    [GeneratedRegex(@"\.\s|[\r\n]", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();
}
