using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SkiaSharp;

namespace MlNetCnn.Tests;

/// <summary>The sample of a web app, by real requests to the real process.</summary>
public sealed class WebAppTests(WebAppProcess app) : IClassFixture<WebAppProcess>
{
    [Theory]
    [InlineData("/score", 8, SKEncodedImageFormat.Png, false)]
    [InlineData("/score", 8, SKEncodedImageFormat.Png, true)]
    [InlineData("/score", 40, SKEncodedImageFormat.Jpeg, false)]
    [InlineData("/score", 5, SKEncodedImageFormat.Webp, true)]
    [InlineData("/predict", 8, SKEncodedImageFormat.Png, false)]
    [InlineData("/predict", 40, SKEncodedImageFormat.Jpeg, true)]
    public async Task Image_OfAnySize_IsAnsweredWithItsProbabilities(string path, int size, SKEncodedImageFormat format, bool asForm)
    {
        var image = Upload.Image(size, size + 3, format: format);

        var response = await app.Client.PostAsync(path, asForm ? Upload.Form(image) : Upload.Body(image));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertAnswers(image, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    [Theory]
    [InlineData("/score")]
    [InlineData("/predict")]
    public async Task Images_OfConcurrentClients_EachGetTheirOwnAnswer(string path)
    {
        var requests = Enumerable.Range(0, 120).Select(async i =>
        {
            var image = i % 5 == 4 ? "no image"u8.ToArray() : Upload.Image(8, 8, seed: i);
            return (Image: image, Response: await app.Client.PostAsync(path, Upload.Body(image)));
        });

        foreach (var ((image, response), i) in (await Task.WhenAll(requests)).Select((r, i) => (r, i)))
        {
            Assert.Equal(i % 5 == 4 ? HttpStatusCode.BadRequest : HttpStatusCode.OK, response.StatusCode);
            if (response.IsSuccessStatusCode)
                AssertAnswers(image, await response.Content.ReadFromJsonAsync<JsonElement>());
        }
    }

    [Theory]
    [InlineData("text", "'the image' is not an image that can be read, or is cut short within its header: give a png, jpeg, webp, bmp, gif or tiff.")]
    [InlineData("nothing", "The image is empty: send a png, jpeg, webp, bmp, gif or tiff as the body or as a form's file.")]
    [InlineData("half", "'the image' is cut short: only a part of the image is there.")]
    [InlineData("form", "The form holds no file: add the image as a file.")]
    [InlineData("huge", "'the image' has 5000×5000 pixels, but at most 20 megapixels are decoded: make it smaller, or raise PixelLimit.")]
    public async Task Upload_ThatIsNoImage_IsRefusedWithASentence(string kind, string sentence)
    {
        using var content = kind switch
        {
            "text" => Upload.Body("hello"u8.ToArray()),
            "nothing" => Upload.Body([]),
            "half" => Upload.Body(Upload.Image(64, 64)[..6000]),
            "form" => new MultipartFormDataContent { { new StringContent("x"), "field" } },
            _ => Upload.Body(Gray(5000)),
        };

        foreach (var path in new[] { "/score", "/predict" })
        {
            var response = await app.Client.PostAsync(path, content);

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal(sentence, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
        }
    }

    [Fact]
    public async Task Upload_AboveTheLimit_IsTooLarge()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/score") { Content = Upload.Body(new byte[10_000_001]) };
        request.Headers.ExpectContinue = true; // the answer comes before the bytes are sent

        var response = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Health_OfTheRunningApp_IsHealthy()
    {
        Assert.Equal("Healthy", await app.Client.GetStringAsync("/health"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync("/nothing")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await app.Client.GetAsync("/score")).StatusCode);
    }

    private static void AssertAnswers(byte[] image, JsonElement answer)
    {
        using var scorer = new CnnScorer(WebAppProcess.Model, new() { Threads = 1 });
        var expected = new float[3];
        scorer.Score(ImageFile.Read(image, "image", WebAppProcess.Shape).Pixels, expected);

        var probabilities = answer.GetProperty("probabilities").EnumerateObject().ToArray();
        Assert.Equal(WebAppProcess.Model.ClassNames, probabilities.Select(p => p.Name));
        Pictures.AssertClose([expected], [[.. probabilities.Select(p => p.Value.GetSingle())]], 1e-5);
        Assert.Equal(WebAppProcess.Model.ClassNames[Array.IndexOf(expected, expected.Max())], answer.GetProperty("label").GetString());
    }

    private static byte[] Gray(int size)
    {
        using var bitmap = new SKBitmap(size, size, SKColorType.Gray8, SKAlphaType.Opaque);
        return bitmap.Encode(SKEncodedImageFormat.Png, quality: 100).ToArray();
    }
}
