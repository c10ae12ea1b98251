using System.Net;

namespace MlNetCnn.Dashboard.Hosting;

/// <summary>Lets nobody in without the token where there is one, and nobody at all who comes from another machine where there is none.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, DashboardOptions options)
{
    private readonly AccessToken? _token = options.Token is { } token ? new(token) : null;

    public const string SignInPath = "/sign-in";

    /// <summary>What says only that the server runs.</summary>
    public const string HealthPath = "/health";

    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Request;
        if (request.Path == HealthPath || _token is null && IsOwn(context.Connection))
            await next(context);
        else if (_token is null)
            await SignInPage.RefuseAsync(context.Response, "This dashboard listens on this machine only: start it with --urls to share it.");
        else if (request.Path == SignInPath && HttpMethods.IsPost(request.Method))
            await SignInAsync(context, await FormTokenAsync(request), Local(request.Query["to"]));
        else if (_token.IsCookie(request.Cookies[AccessToken.Cookie]))
            await next(context);
        else if (HttpMethods.IsGet(request.Method) && request.Query.TryGetValue("token", out var shown))
            await SignInAsync(context, shown, Local(request.Path));
        else
            await SignInPage.AskAsync(context, wrong: false);
    }

    private async Task SignInAsync(HttpContext context, string? shown, string to)
    {
        if (!_token!.IsToken(shown))
        {
            await SignInPage.AskAsync(context, wrong: true);
            return;
        }
        context.Response.Cookies.Append(AccessToken.Cookie, _token.CookieValue, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            IsEssential = true,
            Path = "/",
        });
        // The address with the token in it does not stay in the browser's bar.
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = to;
    }

    private static async Task<string?> FormTokenAsync(HttpRequest request) =>
        request.HasFormContentType && request.ContentLength is < 4096 ? (await request.ReadFormAsync())["token"].ToString() : null;

    /// <summary>A path of this server: never another one's.</summary>
    private static string Local(string? path) => path is ['/', not '/' and not '\\', ..] ? path : "/";

    // A Unix socket has no address: its file's permissions say who may use it.
    private static bool IsOwn(ConnectionInfo connection) => connection.LocalIpAddress is not { } address || IPAddress.IsLoopback(address);
}
