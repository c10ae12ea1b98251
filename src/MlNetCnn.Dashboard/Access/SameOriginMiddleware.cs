namespace MlNetCnn.Dashboard;

/// <summary>
/// Refuses what a page of another origin sends: browsers put the origin on every WebSocket and every request that changes something.
/// WebSockets are not bound by CORS, so nothing else would stop a foreign page from opening a circuit.
/// </summary>
internal sealed class SameOriginMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var origins = context.Request.Headers.Origin;
        if (origins.Count == 0 || origins is [{ } origin] && IsOwn(origin, context.Request.Host))
            return next(context);
        return SignInPage.RefuseAsync(context.Response, "A page of another origin sent this: open the dashboard at its own address.");
    }

    // Without the scheme: behind a proxy that ends TLS the server itself is asked by http.
    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? uri.Port == port : uri.IsDefaultPort);
}
