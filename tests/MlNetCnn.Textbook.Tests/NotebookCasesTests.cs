namespace MlNetCnn.Textbook.Tests;

public class NotebookCasesTests
{
    private static readonly float[,] One = { { 1 } };

    public static TheoryData<int, string> Rows()
    {
        var rows = new TheoryData<int, string>();
        for (var i = 0; i < NotebookCases.All.Count; i++)
            rows.Add(i, NotebookCases.All[i].ToString());
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Run_EveryCase_GivesWhatTheNotebookExpects(int index, string name)
    {
        var outcome = NotebookCases.All[index].Run();

        Assert.True(outcome.Matches, $"{name} needs {NotebookCases.All[index].Expected}, but gave {outcome.Computed}.");
    }

    [Fact]
    public void All_HasEverySectionOfTheNotebook() =>
        Assert.Equal(
            [("7.2", 5), ("7.3", 4), ("7.4", 3), ("7.5", 6), ("8.6", 3)],
            NotebookCases.All.GroupBy(row => row.Section).Select(section => (section.Key, section.Count())));

    [Fact]
    public void Setup_OfEveryCaseOfOneOperation_IsGiven() =>
        Assert.Equal(
            [("7.2", 4), ("7.3", 4), ("7.4", 3), ("7.5", 6)],
            NotebookCases.All.Where(row => row.Setup is not null).GroupBy(row => row.Section).Select(section => (section.Key, section.Count())));

    [Fact]
    public void Run_OtherValuesOrShape_DoesNotMatch()
    {
        Assert.False(NotebookCase.Values("", "", new float[,] { { 1, 2 } }, NotebookSetup.Correlation(new float[,] { { 1, 3 } }, One)).Run().Matches);
        Assert.False(NotebookCase.Values("", "", new float[,] { { 1, 2 } }, NotebookSetup.Correlation(new float[,] { { 1 }, { 2 } }, One)).Run().Matches);
        Assert.Equal(new NotebookOutcome("2×1", false), NotebookCase.Shape("", "", "1×2", () => new float[2, 1]).Run());
    }
}
