namespace MlNetCnn.Dashboard;

/// <summary>Where a browser goes after it signed in: a page of this server, never another one's.</summary>
internal static class LocalAddress
{
    /// <summary>The page that was asked for, without a token.</summary>
    public static string Of(HttpRequest request) => HttpMethods.IsGet(request.Method)
        ? Checked(request.Path.ToUriComponent() + QueryString.Create(request.Query.Where(pair => pair.Key != "token")).ToUriComponent())
        : "/";

    /// <summary>The address where it is an encoded path of this server, otherwise the first page.</summary>
    public static string Checked(string? address)
    {
        // Browsers leave out tabs and line breaks, and read '\' as '/'.
        return address is ['/', ..] && address is not ['/', '/', ..] && address.All(c => c is > ' ' and < '\x7f' and not '\\') ? address : "/";
    }
}
