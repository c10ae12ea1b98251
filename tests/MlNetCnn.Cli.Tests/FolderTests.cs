using MlNetCnn.Structure;

namespace MlNetCnn.Cli.Tests;

/// <summary>Which folders may use which: a new arrow is a decision to be taken here.</summary>
public class FolderTests
{
    [Fact]
    public void Folders_UseOnlyThoseAboveThem() => FolderArrows.Check(
        typeof(CommandLine).Assembly,
        "Output:",
        "Arguments: Output",
        "Compare: Arguments Output",
        "Completion:",
        "Dashboard: Arguments Output",
        "Data: Arguments Output",
        "Devices: Arguments Output",
        "Evaluate: Arguments Output",
        "Export: Arguments Evaluate Output",
        "Import: Arguments Output",
        "Lab: Output",
        "Runs: Arguments Compare Output",
        "Score: Arguments Output",
        "Summary: Arguments Output",
        "Train: Arguments Evaluate Output Summary",
        "Weights: Arguments Output",
        "Worker: Arguments Output",
        ".: Compare Completion Dashboard Data Devices Evaluate Export Import Lab Output Runs Score Summary Train Weights Worker");

    [Fact]
    public void Files_DeclareTheOneNamespaceAndHaveNamesOfTheirOwn() => SourceFiles.Check(typeof(CommandLine).Assembly, "Program.cs");
}
