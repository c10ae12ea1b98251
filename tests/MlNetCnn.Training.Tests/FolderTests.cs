using MlNetCnn.Structure;

namespace MlNetCnn.Training.Tests;

public class FolderTests
{
    [Fact]
    public void Folders_UseEachOtherOneWay() => FolderArrows.Check(
        typeof(CnnTrainer).Assembly,
        "Native:",
        "Tensors:",
        "Devices: Native",
        "Metrics: Tensors",
        "Options: Metrics",
        "Settings: Options",
        "Modules: Tensors",
        "Insight: Modules Native Tensors",
        "Batches: Tensors",
        "Augmenting: Batches Native Options Tensors",
        "Columns: Batches Options Tensors",
        "Checkpoints: Batches Metrics Options",
        "Loop: Augmenting Batches Checkpoints Columns Metrics Modules Options Tensors",
        "Trials: Batches Loop Metrics Options",
        ".: Batches Checkpoints Columns Devices Loop Metrics Native Options Tensors Trials");
}
