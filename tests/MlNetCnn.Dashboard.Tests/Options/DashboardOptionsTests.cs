namespace MlNetCnn.Dashboard.Tests;

public class DashboardOptionsTests
{
    [Theory]
    [InlineData(-1, 4096, "The number of slots is -1, but must be from 0 to 64.")]
    [InlineData(65, 4096, "The number of slots is 65, but must be from 0 to 64.")]
    [InlineData(1, 0, "The largest upload is 0 MiB, but must be at least 1.")]
    public void Check_OutOfRange_SaysTheRange(int slots, int uploadMiB, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new DashboardOptions { Slots = slots, UploadMiB = uploadMiB }.Check()).Message);
}
