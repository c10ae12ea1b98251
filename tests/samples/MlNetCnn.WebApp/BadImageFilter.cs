namespace MlNetCnn.WebApp;

/// <summary>Answers what is no image with one sentence and 400, or the server's own code, such as 413 for too large a body.</summary>
internal sealed class BadImageFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BadHttpRequestException e)
        {
            return Results.Problem(e.Message, statusCode: e.StatusCode);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return Results.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
