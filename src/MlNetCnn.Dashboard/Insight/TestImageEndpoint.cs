using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>Serves test images as pictures, which browsers load lazily and cache.</summary>
internal static class TestImageEndpoint
{
    /// <summary>Contains the hash of the test images, so that browsers may cache pictures for a long time.</summary>
    public static string AddressOf(Run run, int index) => $"runs/{run.Id}/test-images/{index}.png?v={run.Result?.Measured?.DataHash[..8]}";

    public static void MapTestImages(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(
        "/runs/{id}/test-images/{index:int}.png", async (string id, int index, RunStore store, RunInsight insight, HttpResponse response) =>
        {
            if (await store.FindAsync(id) is not { } run || (await insight.ImagesAsync(run)).Images is not { } images || index < 0 || index >= images.Count)
                return Results.NotFound();
            var planes = new byte[images.Shape.Elements];
            images.CopyImage(index, planes);
            response.Headers.CacheControl = "private, max-age=86400, immutable";
            return Results.Bytes(ImagePicture.ToPng(images.Shape, planes), "image/png");
        });
}
