using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace MlNetCnn.Dashboard;

/// <summary>HTTP endpoints for data sets: uploads and sample pictures of classes.</summary>
internal static class DataEndpoints
{
    public const string UploadPath = "/uploads";

    private const string Plain = "text/plain; charset=utf-8";

    public static void MapData(this IEndpointRouteBuilder app)
    {
        app.MapPost(UploadPath, UploadAsync);
        app.MapGet("/data-sheets/{name}/{label:int}", Sheet);
    }

    public static string SheetAddress(string name, int label, string version) => $"data-sheets/{name}/{label}?v={version}";

    private static async Task<IResult> UploadAsync(HttpContext context, IAntiforgery antiforgery, Uploads uploads, DataWork work, string? name, string? file)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Refuse(StatusCodes.Status400BadRequest, "This did not come from a page of this dashboard, or the page is older than the server: load it again.");
        // The limit is enforced while reading, chunk by chunk.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = null;
        try
        {
            var checkedName = UploadName.Of(name, file);
            if (context.Request.ContentLength > uploads.Limit)
                throw uploads.TooLarge();
            var upload = await uploads.ReceiveAsync(checkedName, context.Request.Body, context.RequestAborted);
            work.Import(upload);
            return Results.Text(upload.Name, Plain, statusCode: StatusCodes.Status202Accepted);
        }
        catch (ArgumentException e)
        {
            return Refuse(StatusCodes.Status400BadRequest, BrowserWords.Of(e));
        }
        catch (InvalidDataException e)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, BrowserWords.Of(e));
        }
        catch (OperationCanceledException)
        {
            return Results.Empty; // nobody listens any more
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(StatusCodes.Status507InsufficientStorage, $"The file cannot be kept: {BrowserWords.Of(e)}");
        }
    }

    private static IResult Sheet(HttpContext context, DataWork work, string name, int label)
    {
        if (work.LookOf(name)?.Result is not DataLook look || label < 0 || label >= look.Sheets.Length || look.Sheets[label] is not { } png)
            return Results.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.Bytes(png, "image/png");
    }

    private static IResult Refuse(int status, string sentence) => Results.Text(sentence, Plain, statusCode: status);
}
