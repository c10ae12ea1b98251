using MlNetCnn;

const int LargestUpload = 10_000_000; // bytes
const long LargestImage = 20_000_000; // pixels: a small file can claim a large image

var builder = WebApplication.CreateBuilder(args);
var model = builder.Configuration["Model"] ?? "model.onnx";
if (!File.Exists(model))
{
    Console.Error.WriteLine($"The model '{model}' was not found: train one with 'dotnet new mlnetcnn-console', or name a file by --Model FILE.");
    return 1;
}
builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = LargestUpload);
builder.Services.AddSingleton(_ => new CnnScorer(CnnModel.Load(model))); // thread-safe: one for all requests

var app = builder.Build();

// curl --data-binary @photo.png http://localhost:5000/score
app.MapPost("/score", async (Stream body, CnnScorer scorer, CancellationToken aborted) =>
{
    try
    {
        using var bytes = new MemoryStream();
        await body.CopyToAsync(bytes, aborted);
        if (bytes.Length == 0)
            throw new InvalidDataException("The request is empty: send a png, jpeg, webp, bmp, gif or tiff as its body.");
        var image = ImageFile.Read(bytes.ToArray(), "the image", scorer.InputShape, LargestImage);
        var probabilities = await scorer.ScoreAsync(image.Pixels, aborted);
        return Results.Ok(new Answer(
            scorer.ClassNames[Array.IndexOf(probabilities, probabilities.Max())],
            scorer.ClassNames.Zip(probabilities).ToDictionary()));
    }
    catch (BadHttpRequestException e)
    {
        return Results.Problem(e.Message, statusCode: e.StatusCode); // such as 413 for too large an upload
    }
    catch (InvalidDataException e)
    {
        return Results.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest);
    }
});

app.Run();
return 0;

/// <param name="Label">The likeliest class.</param>
/// <param name="Probabilities">The probability of each class.</param>
internal sealed record Answer(string Label, IReadOnlyDictionary<string, float> Probabilities);
