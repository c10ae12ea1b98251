using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MlNetCnn.Dashboard;
using MlNetCnn.Dashboard.Tests;

namespace MlNetCnn.Browser.Tests;

/// <summary>What a browser does with the token, beyond this machine and on it.</summary>
[Collection(BrowserCollection.Name)]
public class SignInTests(Browser browser)
{
    [SkippableTheory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://127.0.0.1:0")]
    public async Task SignIn_ByTheForm_LastsUntilSignOutOrItsEnd(string urls)
    {
        await using var dashboard = await DashboardProcess.StartAsync(urls);
        await using var window = await browser.OpenAsync(dashboard: dashboard, signIn: false);
        var page = window.Page;

        await page.GotoAsync("lab/pooling?x=1");
        Assert.Empty(await window.SeriousFaultsAsync());
        await SignInAsync(page, "not the token at all");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That is not the token.");
        await SignInAsync(page, dashboard.Token!);
        await page.WaitForSelectorAsync("main[data-interactive=true]");
        Assert.Equal(new Uri(dashboard.Address, "lab/pooling?x=1").ToString(), page.Url);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await AsksAsync(page);
        await page.GotoAsync("lab");
        await AsksAsync(page);

        await page.GotoAsync($"?token={dashboard.Token}");
        await page.WaitForSelectorAsync("main[data-interactive=true]");
        Assert.Equal(dashboard.Address.ToString(), page.Url);

        var end = new AccessToken(dashboard.Token!).PassFrom(DateTimeOffset.UtcNow - AccessToken.Lifetime);
        await page.Context.AddCookiesAsync([new() { Name = AccessToken.CookieOf(dashboard.Address.Port), Value = end, Url = dashboard.Address.ToString() }]);
        await page.ReloadAsync();
        await AsksAsync(page);
    }

    private static async Task SignInAsync(IPage page, string token)
    {
        await page.GetByLabel("Token").FillAsync(token);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static Task AsksAsync(IPage page) => Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync(new Regex("^Sign in$"));
}
