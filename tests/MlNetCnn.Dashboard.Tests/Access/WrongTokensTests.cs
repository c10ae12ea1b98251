using System.Diagnostics;
using System.Net;

namespace MlNetCnn.Dashboard.Tests;

public class WrongTokensTests
{
    [Fact]
    public void AreTooMany_WhileTheNextIsNotDue_StaysSo()
    {
        using var wrong = new WrongTokens(TimeSpan.FromHours(1));
        for (var i = 0; i < WrongTokens.Most; i++)
            wrong.Count(IPAddress.Loopback);

        // Long enough for the limiter to give back a part of a permit.
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(400);)
            Assert.True(wrong.AreTooMany(IPAddress.Loopback));
    }
}
