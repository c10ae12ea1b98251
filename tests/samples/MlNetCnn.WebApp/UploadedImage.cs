namespace MlNetCnn.WebApp;

/// <summary>The image that came with a request: as its body, or as the first file of a form.</summary>
internal static class UploadedImage
{
    // A small file can claim a large image: 20 million pixels take 80 MB while they are decoded.
    private const long PixelLimit = 20_000_000;

    /// <param name="request">A request of at most the server's body size.</param>
    /// <param name="shape">What the network reads; an image of another size is resized to it.</param>
    /// <exception cref="InvalidDataException">There is no image, or it cannot be read.</exception>
    public static async Task<ImageFile> ReadAsync(HttpRequest request, TensorShape shape)
    {
        using var bytes = new MemoryStream();
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            var file = form.Files.Count > 0
                ? form.Files[0]
                : throw new InvalidDataException("The form holds no file: add the image as a file.");
            await file.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        }
        else
        {
            await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        }
        if (bytes.Length == 0)
            throw new InvalidDataException("The image is empty: send a png, jpeg, webp, bmp, gif or tiff as the body or as a form's file.");
        return ImageFile.Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), "the image", shape, PixelLimit);
    }
}
