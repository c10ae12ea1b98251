using MlNetCnn.Structure;

namespace MlNetCnn.Training.Tests;

/// <summary>Which folders may use which: a new arrow is a decision to be taken here.</summary>
public class FolderTests
{
    [Fact]
    public void Folders_UseOnlyThoseAboveThem() => FolderArrows.Check(
        typeof(CnnTrainer).Assembly,
        "Native:",
        "Tensors:",
        "Devices: Native",
        "Metrics: Tensors",
        "Options: Metrics",
        "Settings: Options",
        "Optimizers: Options Tensors",
        "Modules: Native Optimizers Tensors",
        "Insight: Modules Native Tensors",
        "Batches: Tensors",
        "Augmenting: Batches Native Options Tensors",
        "Columns: Batches Options Tensors",
        "Checkpoints: Batches Metrics Options",
        "Loop: Augmenting Batches Checkpoints Columns Metrics Modules Optimizers Options Tensors",
        "Transfer: Augmenting Batches Columns Loop Metrics Modules Options Tensors",
        "Confidence: Batches Loop Options Tensors Transfer",
        "Trials: Batches Loop Metrics Options Tensors",
        ".: Batches Checkpoints Columns Confidence Devices Loop Metrics Native Options Tensors Transfer Trials");

    [Fact]
    public void Files_DeclareTheOneNamespaceAndHaveNamesOfTheirOwn() => SourceFiles.Check(typeof(CnnTrainer).Assembly, "CnnTrainingExtensions.cs");
}
