using System.Net;

namespace MlNetCnn.Dashboard;

/// <summary>Requires the access token if there is one. Without one, a server on loopback rejects other machines.</summary>
internal sealed partial class AccessMiddleware(
    RequestDelegate next, ServerOptions options, WrongTokens wrong, TimeProvider time, ILogger<AccessMiddleware> logger)
{
    private readonly AccessToken? _token = options.Token is { } token ? new(token) : null;

    public const string SignInPath = "/sign-in";
    public const string SignOutPath = "/sign-out";

    public const string HealthPath = "/health";

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path == HealthPath || _token is null && (!options.IsLocal || IsOwn(context.Connection)))
            await next(context);
        else if (_token is null)
            await SignInPage.RefuseAsync(context.Response, "This dashboard listens on this machine only: start it with --urls to share it.");
        else if (request.Path == SignInPath && HttpMethods.IsPost(request.Method))
            await SignInAsync(context, await FormTokenAsync(request), LocalAddress.Checked(request.Query["to"]));
        else if (request.Path == SignOutPath && HttpMethods.IsPost(request.Method))
            SignOut(context);
        else if (HttpMethods.IsGet(request.Method) && request.Query.TryGetValue("token", out var shown))
            await SignInAsync(context, shown, LocalAddress.Of(request));
        else if (_token.IsPass(request.Cookies[AccessToken.CookieOf(request.Host.Port)], time.GetUtcNow()))
            await next(context);
        else
            await SignInPage.AskAsync(context, LocalAddress.Of(request));
    }

    private async Task SignInAsync(HttpContext context, string? shown, string to)
    {
        var from = context.Connection.RemoteIpAddress;
        if (wrong.AreTooMany(from))
        {
            context.Response.Headers.RetryAfter = "60";
            await SignInPage.AskAsync(context, to, StatusCodes.Status429TooManyRequests, "Too many wrong tokens came from your address. Try again in a minute.");
        }
        else if (!_token!.IsToken(shown))
        {
            wrong.Count(from);
            LogWrong(logger, from);
            await SignInPage.AskAsync(context, to, problem: "That is not the token. Copy it from the terminal the dashboard was started in.");
        }
        else
        {
            context.Response.Cookies.Append(AccessToken.CookieOf(context.Request.Host.Port), _token.PassFrom(time.GetUtcNow()), Cookie(context, AccessToken.Lifetime));
            // Redirect, so that the URL with the token does not stay in the address bar.
            Redirect(context.Response, to);
        }
    }

    private void SignOut(HttpContext context)
    {
        _token!.End(context.Request.Cookies[AccessToken.CookieOf(context.Request.Host.Port)], time.GetUtcNow());
        context.Response.Cookies.Delete(AccessToken.CookieOf(context.Request.Host.Port), Cookie(context, lifetime: null));
        Redirect(context.Response, "/");
    }

    private static CookieOptions Cookie(HttpContext context, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        IsEssential = true,
        Path = "/",
        MaxAge = lifetime,
    };

    private static void Redirect(HttpResponse response, string to)
    {
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = to;
        response.Headers.CacheControl = "no-store";
    }

    private static async Task<string?> FormTokenAsync(HttpRequest request) =>
        request.HasFormContentType && request.ContentLength is < 4096 ? (await request.ReadFormAsync())["token"].ToString() : null;

    // A Unix socket has no address: file permissions control access.
    private static bool IsOwn(ConnectionInfo connection) => connection.LocalIpAddress is not { } address || IPAddress.IsLoopback(address);

    [LoggerMessage(LogLevel.Warning, "A wrong token came from {From}.")]
    private static partial void LogWrong(ILogger logger, IPAddress? from);
}
