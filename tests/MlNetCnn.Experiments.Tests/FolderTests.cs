using MlNetCnn.Structure;

namespace MlNetCnn.Experiments.Tests;

public class FolderTests
{
    [Fact]
    public void Folders_UseEachOtherOneWay() => FolderArrows.Check(
        typeof(RunStore).Assembly,
        "Runs:",
        "Code: Runs",
        "Folders: Runs",
        "Store: Folders Runs",
        "Following: Runs Store",
        "Comparison: Folders Runs Store",
        "Processes: Folders Runs",
        "Mistakes: Comparison Folders Processes Runs",
        "Queue: Folders Processes Runs Store");
}
