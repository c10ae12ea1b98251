using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MlNetCnn.Structure;

/// <summary>The source files of a project, by their paths in its folder.</summary>
internal static partial class SourceFiles
{
    /// <summary>
    /// Fails on a file that does not declare the project's one namespace, and on two files of one name in different folders, by which a type
    /// could not be found.
    /// </summary>
    /// <param name="assembly">The project's assembly, which is named as its namespace.</param>
    /// <param name="exceptions">Files and folders that are not looked at.</param>
    public static void Check(Assembly assembly, params string[] exceptions)
    {
        var project = assembly.GetName().Name!;
        var files = Of(project).Where(f => !exceptions.Any(e => f == e || f.StartsWith($"{e}/", StringComparison.Ordinal))).ToArray();
        var elsewhere = files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal)
            && !Namespace().Matches(File.ReadAllText(Path.Combine(Root(project), f))).Select(m => m.Groups[1].Value).SequenceEqual([project]));
        Assert.Equal([], elsewhere);
        Assert.Equal([], files.GroupBy(Type).Where(f => f.Select(Path.GetDirectoryName).Distinct().Count() > 1).SelectMany(f => f));
    }

    public static IEnumerable<string> Of(string project) => Directory.EnumerateFiles(Root(project), "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Root(project), f).Replace('\\', '/'))
        .Where(f => !f.StartsWith("bin/", StringComparison.Ordinal) && !f.StartsWith("obj/", StringComparison.Ordinal))
        .Where(f => Path.GetExtension(f) is ".cs" or ".razor" && Path.GetFileName(f) != "_Imports.razor");

    /// <summary>The types that a file declares, and the one it is named as: also that of <c>Type.razor.cs</c>.</summary>
    public static IEnumerable<string> Types(string project, string file) =>
        Declaration().Matches(File.ReadAllText(Path.Combine(Root(project), file))).Select(m => m.Groups[1].Value).Prepend(Type(file));

    private static string Type(string file) => Path.GetFileName(file).Split('.')[0];

    private static string Root(string project, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", project);

    [GeneratedRegex(@"^(?:[a-z]+ )*(?:class|struct|interface|enum|record) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
