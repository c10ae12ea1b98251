namespace MlNetCnn.Dashboard;

/// <summary>The page to open after signing in, always on this server.</summary>
internal static class LocalAddress
{
    /// <summary>The requested page, without the token.</summary>
    public static string Of(HttpRequest request) => HttpMethods.IsGet(request.Method)
        ? Checked(request.Path.ToUriComponent() + QueryString.Create(request.Query.Where(pair => pair.Key != "token")).ToUriComponent())
        : "/";

    /// <summary>The address if it is an encoded path on this server, otherwise the home page.</summary>
    public static string Checked(string? address)
    {
        // Browsers ignore tabs and line breaks, and treat '\' as '/'.
        return address is ['/', ..] && address is not ['/', '/', ..] && address.All(c => c is > ' ' and < '\x7f' and not '\\') ? address : "/";
    }
}
