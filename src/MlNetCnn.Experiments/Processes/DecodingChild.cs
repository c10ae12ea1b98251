namespace MlNetCnn.Experiments;

/// <summary>Decodes untrusted data sets.</summary>
internal static class DecodingChild
{
    public static DecodingAnswer Decode(DecodingRequest request, Action<DecodingAnswer> tell)
    {
        try
        {
            ImageData.Decode(request.Path, request.Loading, request.File, new Reporter<ImageLoadingProgress>(p => tell(new(p, null))), CancellationToken.None);
            return new(null, null);
        }
        catch (Exception e) when (e is InvalidDataException or OutOfMemoryException)
        {
            return new(null, e is InvalidDataException ? e.Message : $"'{request.Path}' takes more memory than there is for it: fetch it again, or split it into smaller files.");
        }
    }

    public static PictureAnswer Decode(PictureRequest request)
    {
        try
        {
            var shape = request.Shape ?? Fitting(request);
            var image = ImageFile.Read(request.Bytes, request.Name, shape, request.PixelLimit, request.Resize);
            return new(image.Pixels, shape, new(image.SourceHeight, image.SourceWidth), null);
        }
        catch (Exception e) when (e is InvalidDataException or OutOfMemoryException)
        {
            return new([], null, default, e is InvalidDataException ? e.Message : $"'{request.Name}' takes more memory than there is for it: make it smaller.");
        }
    }

    private static TensorShape Fitting(PictureRequest request)
    {
        using var image = EncodedImage.Open(request.Bytes, request.Name, request.PixelLimit);
        var scale = Math.Min(1.0, (double)request.LongestSide / Math.Max(image.Width, image.Height));
        return new(3, Math.Max(1, (int)(image.Height * scale)), Math.Max(1, (int)(image.Width * scale)));
    }
}
