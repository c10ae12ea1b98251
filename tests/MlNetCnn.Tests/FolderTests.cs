using MlNetCnn.Structure;

namespace MlNetCnn.Tests;

/// <summary>Which folders may use which: a new arrow is a decision to be taken here.</summary>
public class FolderTests
{
    [Fact]
    public void Folders_UseOnlyThoseAboveThem() => FolderArrows.Check(typeof(Architecture).Assembly,
        "Text:",
        "Progress:",
        "Files:",
        "Devices:",
        "Shapes:",
        "Confidence:",
        "Evaluation: Confidence Text",
        "Settings: Shapes Text",
        "Onnx: Shapes",
        "Architecture: Files Onnx Shapes Text",
        "Planning: Architecture Shapes",
        "Pickles:",
        "Weights: Architecture Files Pickles Planning Shapes",
        "Data: Files Pickles Settings Shapes Text",
        "Review: Data Evaluation Files",
        "Download: Files",
        "DataSets: Data Download Files Shapes",
        "Sessions: Devices Shapes",
        "Quantization: Onnx Sessions Shapes",
        "Models: Architecture Data Files Onnx Planning Quantization Shapes Weights",
        "Import: Architecture Data Models Onnx Planning Sessions Shapes Weights",
        "Scoring: Architecture Data Devices Files Import Models Onnx Planning Sessions Shapes Text Weights",
        "Pretrained: Architecture Download Files Import Models Planning Scoring Sessions Shapes Text Weights",
        "Insight: Architecture Models Planning Scoring Sessions Shapes Weights");

    [Fact]
    public void Files_DeclareTheOneNamespaceAndHaveNamesOfTheirOwn() =>
        SourceFiles.Check(typeof(Architecture).Assembly, "Scoring/MlNet/CnnContextExtensions.cs", "Pretrained/PretrainedCatalogExtensions.cs");
}
