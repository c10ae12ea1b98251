using MlNetCnn.Structure;

namespace MlNetCnn.Components.Tests;

/// <summary>Which folders may use which: a new arrow is a decision to be taken here.</summary>
public class FolderTests
{
    [Fact]
    public void Folders_UseOnlyThoseAboveThem() => FolderArrows.Check(
        typeof(LineChart).Assembly,
        "Parts:",
        "Pictures:",
        "Charts: Parts",
        "Diagrams: Parts",
        "Maps: Parts Pictures",
        "Predictions: Parts Pictures");

    [Fact]
    public void Files_DeclareTheOneNamespaceAndHaveNamesOfTheirOwn() => SourceFiles.Check(
        typeof(LineChart).Assembly,
        // Public only because components, which Razor makes public, take them.
        "Charts/LineDrawing.cs", "Diagrams/DiagramLayout.cs", "Diagrams/NetworkLook.cs", "Diagrams/NetworkView.cs", "Maps/MapSheet.cs", "Parts/SvgText.cs");

    [Fact]
    public void Namespace_OfUsers_HoldsTheSevenComponentsAndNoOther() => Assert.Equal(
        ["ConfusionMatrix", "FeatureMaps", "ImageClassifier", "LayerTable", "LineChart", "NetworkDiagram", "ShapeStrip"],
        typeof(LineChart).Assembly.GetExportedTypes().Where(t => t.Namespace == "MlNetCnn.Components" && !t.IsAbstract && t.IsSubclassOf(typeof(Microsoft.AspNetCore.Components.ComponentBase)))
            .Select(t => t.Name).Order());
}
