using Microsoft.Extensions.ObjectPool;
using Microsoft.ML;
using MlNetCnn;
using MlNetCnn.WebApp;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = 10_000_000);

// One scorer for all requests: it is thread-safe, and with micro-batching gathers images that come at the same time into one run.
var gathering = builder.Configuration.GetValue("MicroBatching", defaultValue: true) ? new MicroBatching() : null;
using var scorer = new CnnScorer(CnnModel.Load("model.onnx"), new() { MicroBatching = gathering });
builder.Services.AddSingleton(scorer);

// The way of plain ML.NET: a PredictionEngine serves one request at a time, so they are pooled.
builder.Services.AddSingleton<ObjectPool<PredictionEngine<ImageRow, ImagePrediction>>>(
    new DefaultObjectPool<PredictionEngine<ImageRow, ImagePrediction>>(new EnginePolicy("model.zip")));
builder.Services.AddHealthChecks().AddCheck<ScorerCheck>("scorer");

var app = builder.Build();
var images = app.MapGroup("").AddEndpointFilter<BadImageFilter>(); // 400 and a sentence for what is no image

images.MapPost("/score", async (HttpRequest request, CancellationToken aborted) =>
{
    var image = await UploadedImage.ReadAsync(request, scorer.InputShape); // decoded by ImageFile, and resized where need be
    return Answer.Of(scorer.ClassNames, await scorer.ScoreAsync(image.Pixels, aborted));
});

images.MapPost("/predict", async (HttpRequest request, ObjectPool<PredictionEngine<ImageRow, ImagePrediction>> engines) =>
{
    var image = await UploadedImage.ReadAsync(request, scorer.InputShape);
    var engine = engines.Get();
    try
    {
        return Answer.Of(scorer.ClassNames, engine.Predict(new ImageRow { Features = image.Pixels }).Score);
    }
    finally
    {
        engines.Return(engine);
    }
});

app.MapHealthChecks("/health");
app.Run();
