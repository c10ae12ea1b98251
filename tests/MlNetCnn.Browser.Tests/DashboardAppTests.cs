using System.Net;
using Microsoft.Playwright;

namespace MlNetCnn.Browser.Tests;

[Collection(BrowserCollection.Name)]
public class DashboardAppTests(Browser browser, DashboardApp app) : IClassFixture<DashboardApp>
{
    [Theory]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("runs/new", HttpStatusCode.NotFound)]
    [InlineData("mlnetcnn", HttpStatusCode.Redirect)]
    [InlineData("mlnetcnn/runs/new", HttpStatusCode.Redirect)]
    [InlineData("mlnetcnn/_blazor/negotiate", HttpStatusCode.Redirect)]
    public async Task Address_OfWhoIsNotSignedIn_IsTheAppsOwnOrForbidden(string address, HttpStatusCode status)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };

        using var answer = await client.GetAsync(address);

        Assert.Equal(status, answer.StatusCode);
    }

    [SkippableFact]
    public async Task Run_StartedUnderThePathOfAnotherApp_IsTrainedByTheDashboardsProgram()
    {
        await using var window = await browser.OpenAtAsync(app.Address);
        var page = window.Page;
        await page.Context.APIRequest.GetAsync(new Uri(app.Address, "sign-in/trainer").ToString());

        await window.GoAsync("mlnetcnn/runs/new?architecture=mlp&epochs=1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/mlnetcnn/runs/2", StringComparison.Ordinal));
        await page.WaitForSelectorAsync(".run-state.succeeded", new() { Timeout = 180_000 });

        await window.KeepAsync("dashboard-in-an-app");
        Assert.Empty(window.Faults);
    }
}
