using System.Net;
using System.Text;

namespace MlNetCnn.Dashboard.Hosting;

/// <summary>What somebody without the token sees: a form, in plain HTML without scripts.</summary>
internal static class SignInPage
{
    public static Task AskAsync(HttpContext context, bool wrong)
    {
        ArgumentNullException.ThrowIfNull(context);
        // Only a page somebody looks at asks; what a script or the circuit wants is just refused.
        var to = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path.Value : "/";
        return WriteAsync(context.Response, StatusCodes.Status401Unauthorized, $"""
            <h1>Sign in</h1>
            <p>This dashboard listens beyond its machine, so it asks for the token that it printed when it started.</p>
            {(wrong ? "<p role=\"alert\"><strong>That is not the token.</strong> Copy it from the terminal the dashboard was started in.</p>" : "")}
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
