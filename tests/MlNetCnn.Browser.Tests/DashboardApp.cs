namespace MlNetCnn.Browser.Tests;

/// <summary>An app with its own page and its own way to sign in, and the dashboard under a path.</summary>
public sealed class DashboardApp()
    : PackagedApp("DashboardApp", "MlNetCnn", "MlNetCnn.Components", "MlNetCnn.Dashboard", "MlNetCnn.Pretrained", "MlNetCnn.Textbook", "MlNetCnn.Training")
{
    protected override async Task<string[]> BuildAsync()
    {
        CopySample("DashboardApp");
        await RunAsync("build", In("DashboardApp"), "-nologo", "-v:q", "-nodeReuse:false");
        return ["--Store", In("runs.db"), "--Data", In("data")];
    }
}
