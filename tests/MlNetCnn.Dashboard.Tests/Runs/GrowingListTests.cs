namespace MlNetCnn.Dashboard.Tests;

public class GrowingListTests
{
    [Fact]
    public void Add_Later_LeavesWhatWasTakenBefore()
    {
        var list = new GrowingList<int>();
        list.Add([1, 2]);
        var before = list.Now;
        list.Add([.. Enumerable.Range(3, 100)]);
        var middle = list.Now;
        list.Replace([7]);

        Assert.Equal([1, 2], before);
        Assert.Equal(Enumerable.Range(1, 102), middle);
        Assert.Equal([7], list.Now);
    }
}
