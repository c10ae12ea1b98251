namespace MlNetCnn.Dashboard;

/// <summary>
/// Rejects requests from pages of another origin: browsers send the origin with every WebSocket and every unsafe request. CORS does not
/// apply to WebSockets, so nothing else would stop a foreign page from opening a circuit.
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

    // Ignores the scheme: behind a proxy that terminates TLS the server itself is reached by http.
    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? uri.Port == port : uri.IsDefaultPort);
}
