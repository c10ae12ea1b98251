using MlNetCnn.Structure;

namespace MlNetCnn.Dashboard.Tests;

/// <summary>Which folders may use which: a new arrow is a decision to be taken here.</summary>
public class FolderTests
{
    [Fact]
    public void Folders_UseOnlyThoseAboveThem() => FolderArrows.Check(
        typeof(DashboardHost).Assembly,
        "Options:",
        "Access: Options",
        "Parts:",
        "Words:",
        "Charts:",
        "Networks: Words",
        "Diagrams: Networks",
        "Architectures: Diagrams Networks Parts Words",
        "Jobs: Words",
        "Runs: Charts Parts Words",
        "Comparison: Charts Jobs Parts Runs Words",
        "Pictures: Words",
        "Lab: Parts Pictures",
        "Course: Lab Networks Parts Runs Words",
        "Data: Jobs Parts Words",
        "Editor: Diagrams Networks Parts Words",
        "Insight: Parts Pictures Runs Words",
        "Layout: Course Jobs Lab Networks Options Parts Runs",
        "NewRun: Comparison Data Jobs Networks Options Parts Pictures Runs Words",
        "Hosting: Access Data Insight Jobs Layout Networks NewRun Options Runs",
        "Start: Course Networks Parts Runs Words",
        ".: Hosting");

    [Fact]
    public void Files_DeclareTheOneNamespaceAndHaveNamesOfTheirOwn() => SourceFiles.Check(typeof(DashboardHost).Assembly, "Program.cs");
}
