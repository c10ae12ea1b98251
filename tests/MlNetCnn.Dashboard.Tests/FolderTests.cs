using MlNetCnn.Structure;

namespace MlNetCnn.Dashboard.Tests;

/// <summary>Which folders may use which: a new arrow is a decision to be taken here.</summary>
public class FolderTests
{
    [Fact]
    public void Folders_UseOnlyThoseAboveThem() => FolderArrows.Check(
        typeof(DashboardHost).Assembly,
        "Access:",
        "Charts:",
        "Words:",
        "Networks: Words",
        "Diagrams: Charts Networks",
        "Architectures: Diagrams Networks Words",
        "Jobs: Charts Words",
        "Runs: Charts Words",
        "Comparison: Charts Diagrams Jobs Runs Words",
        "Pictures: Words",
        "Lab: Charts Diagrams Pictures",
        "Course: Diagrams Lab Networks Runs Words",
        "Data: Jobs Words",
        "Editor: Diagrams Networks Words",
        "Insight: Charts Lab Pictures Runs Words",
        "Layout: Access",
        "NewRun: Comparison Data Diagrams Jobs Networks Pictures Runs Words",
        "Hosting: Access Data Insight Jobs Layout Networks NewRun Runs",
        "Start: Course Networks Runs Words",
        ".: Hosting");

    [Fact]
    public void Files_DeclareTheOneNamespaceAndHaveNamesOfTheirOwn() => SourceFiles.Check(typeof(DashboardHost).Assembly, "Program.cs");
}
