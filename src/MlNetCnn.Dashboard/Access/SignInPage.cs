using System.Net;
using System.Text;

namespace MlNetCnn.Dashboard;

/// <summary>The sign-in form, in plain HTML without scripts.</summary>
internal static class SignInPage
{
    /// <summary>Asks for the token, then redirects to this address.</summary>
    public static Task AskAsync(HttpContext context, string to, int status = StatusCodes.Status401Unauthorized, string? problem = null)
    {
        return WriteAsync(context.Response, status, $"""
            <h1>Sign in</h1>
            <p>This dashboard asks for the token in the address that it printed when it started.</p>
            {(problem is null ? "" : $"<p role=\"alert\"><strong>{WebUtility.HtmlEncode(problem)}</strong></p>")}
            <form method="post" action="{AccessMiddleware.SignInPath}?to={WebUtility.UrlEncode(to)}">
            <label for="token">Token</label>
            <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
            <button type="submit">Sign in</button>
            </form>
            """);
    }

    public static Task RefuseAsync(HttpResponse response, string sentence) =>
        WriteAsync(response, StatusCodes.Status403Forbidden, $"<h1>Refused</h1>\n<p>{WebUtility.HtmlEncode(sentence)}</p>");

    private static Task WriteAsync(HttpResponse response, int status, string body)
    {
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        return response.WriteAsync($$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>MlNetCnn</title>
            <style>
            :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
            body { max-width: 26rem; margin: 12vh auto; padding: 0 1rem; }
            label, input, button { display: block; font: inherit; }
            input { box-sizing: border-box; width: 100%; padding: .6rem; margin: .25rem 0 1rem; }
            button { padding: .6rem 1.2rem; }
            </style>
            </head>
            <body><main>{{body}}</main></body>
            </html>
            """, Encoding.UTF8);
    }
}
