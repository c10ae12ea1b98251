using MlNetCnn.Structure;

namespace MlNetCnn.Experiments.Tests;

/// <summary>Which folders may use which: a new arrow is a decision to be taken here.</summary>
public class FolderTests
{
    [Fact]
    public void Folders_UseOnlyThoseAboveThem() => FolderArrows.Check(
        typeof(RunStore).Assembly,
        "Runs:",
        "Defaults:",
        "Code: Defaults Runs",
        "Folders: Runs",
        "Cards: Code Runs",
        "Store: Folders Runs",
        "Following: Runs Store",
        "Comparison: Folders Runs Store",
        "Processes: Cards Folders Runs",
        "Mistakes: Comparison Folders Processes Runs",
        "Queue: Folders Processes Runs Store");

    [Fact]
    public void Files_DeclareTheOneNamespaceAndHaveNamesOfTheirOwn() => SourceFiles.Check(typeof(RunStore).Assembly, "Store/Migrations");
}
