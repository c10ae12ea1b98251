using MlNetCnn.Structure;

namespace MlNetCnn.Dashboard.Tests;

/// <summary>Which folders may use which: a new arrow is a decision to be taken here.</summary>
public class FolderTests
{
    [Fact]
    public void Folders_UseOnlyThoseAboveThem() => FolderArrows.Check(
        typeof(DashboardHost).Assembly,
        "Access:",
        "Parts:",
        "Words:",
        "Charts: Parts",
        "Networks: Words",
        "Diagrams: Charts Networks Parts",
        "Architectures: Diagrams Networks Parts Words",
        "Jobs: Charts Words",
        "Runs: Charts Parts Words",
        "Comparison: Charts Diagrams Jobs Parts Runs Words",
        "Pictures: Words",
        "Lab: Charts Diagrams Parts Pictures",
        "Course: Diagrams Lab Networks Parts Runs Words",
        "Data: Jobs Parts Words",
        "Editor: Diagrams Networks Parts Words",
        "Insight: Charts Lab Parts Pictures Runs Words",
        "Layout: Access Course Jobs Lab Networks Parts Runs",
        "NewRun: Comparison Data Diagrams Jobs Networks Parts Pictures Runs Words",
        "Hosting: Access Data Insight Jobs Layout Networks NewRun Runs",
        "Start: Course Networks Parts Runs Words",
        ".: Hosting");

    [Fact]
    public void Files_DeclareTheOneNamespaceAndHaveNamesOfTheirOwn() => SourceFiles.Check(typeof(DashboardHost).Assembly, "Program.cs");
}
