using MlNetCnn.Structure;

namespace MlNetCnn.Textbook.Tests;

public class FolderTests
{
    [Fact]
    public void Files_DeclareTheOneNamespaceAndHaveNamesOfTheirOwn() => SourceFiles.Check(typeof(CrossCorrelation).Assembly);
}
