namespace MlNetCnn;

/// <summary>
/// Decodes a whole source into rows. Size and channels that nobody set are guessed from the first image and corrected when another one
/// disagrees: then it begins anew, which happens at most twice.
/// </summary>
internal sealed class Decoding(ImageSource source, ImageLoading options, IProgress<ImageLoadingProgress>? progress, CancellationToken cancellationToken)
{
    private readonly List<DecodedImage> _images = [];
    private readonly List<SkippedImage> _skipped = [];

    /// <summary>Writes the rows and gives the index.</summary>
    /// <exception cref="InvalidDataException">The source is broken, or has too many bad images, too few classes, or images of different sizes.</exception>
    public DecodedIndex Run(RowStream rows)
    {
        try
        {
            return Read(rows);
        }
        catch (InvalidDataException e) when (!source.Unsupported.IsEmpty)
        {
            throw new InvalidDataException($"{e.Message} {UnsupportedFiles.Describe(source.Unsupported)}.", e);
        }
    }

    private DecodedIndex Read(RowStream rows)
    {
        var target = FirstTarget();
        while (Pass(target, rows) is { } other)
        {
            if (other.OtherSize && options.MixedSize is null)
                throw new InvalidDataException(
                    $"The images of '{source.Path}' differ in size: '{other.Path}' is {other.Origin.Height}×{other.Origin.Width} (height×width), others before it are {target.Shape.Height}×{target.Shape.Width}: set Size, for example to 224.");
            var size = other.OtherSize ? options.MixedSize!.Value : new Size2d(target.Shape.Height, target.Shape.Width);
            target = target with
            {
                Shape = new TensorShape(other.NeedsColor ? 3 : target.Shape.Channels, size.Height, size.Width),
                IsGrayGuess = target.IsGrayGuess && !other.NeedsColor,
                IsSizeGuess = target.IsSizeGuess && !other.OtherSize,
            };
        }
        return new LabeledEntries(source, _images, target.Options.OneClass).Index(target.Shape, [.. _skipped]);
    }

    // Null when it came to its end, otherwise the image that shows the target to be wrong.
    private DecodedImage? Pass(DecodeTarget target, RowStream rows)
    {
        _images.Clear();
        _skipped.Clear();
        rows.Restart();
        foreach (var chunk in new DecodePass(source, target, options.Threads ?? Environment.ProcessorCount).Run(cancellationToken))
        {
            foreach (var image in chunk.Images)
            {
                if (image.NeedsColor || image.OtherSize)
                    return image;
                if (image.Fault is not null)
                    Skip(image);
                else
                    _images.Add(image);
            }
            rows.Append(chunk.Pixels);
            chunk.Release();
            progress?.Report(new ImageLoadingProgress(_images.Count, source.Count, _skipped.Count));
            cancellationToken.ThrowIfCancellationRequested();
        }
        return null;
    }

    private void Skip(DecodedImage image)
    {
        if (options.BadImages == BadImageAction.Fail)
            throw new InvalidDataException(image.Fault);
        _skipped.Add(new SkippedImage(image.Path, image.Fault!));
        if (_skipped.Count > options.MaxBadImages)
            throw new InvalidDataException(
                $"More than {options.MaxBadImages} images of '{source.Path}' cannot be read, the first: {_skipped[0].Reason} Mend or remove them, or raise MaxBadImages.");
    }

    private DecodeTarget FirstTarget()
    {
        var (size, channels) = (options.HeadersOnly ? 1 : options.Size, options.Channels);
        if (size is null || channels is null)
        {
            var (height, width, isGray) = FirstHeader();
            size ??= new Size2d(height, width);
            channels ??= isGray ? 1 : 3;
        }
        var shape = new TensorShape(channels.Value, size.Value.Height, size.Value.Width);
        return new DecodeTarget(shape, options, IsGrayGuess: options.Channels is null && channels == 1, IsSizeGuess: options.Size is null && !options.HeadersOnly);
    }

    private (int Height, int Width, bool IsGray) FirstHeader()
    {
        var (bad, first) = (0, "");
        foreach (var entry in source.Read(cancellationToken))
        {
            if (entry.Raw is { } raw)
                return (raw.Height, raw.Width, raw.Channels == 1);
            try
            {
                using var image = EncodedImage.Open(entry.Bytes(), entry.Path, options.PixelLimit);
                image.CheckPixels();
                return (image.Height, image.Width, image.IsGray);
            }
            catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                first = bad++ == 0 ? e.Message : first;
                if (options.BadImages == BadImageAction.Fail || bad > options.MaxBadImages)
                    throw new InvalidDataException(bad == 1 ? first : $"None of the first {bad} images of '{source.Path}' can be read, the first: {first}", e);
            }
        }
        throw new InvalidDataException(bad == 0
            ? $"'{source.Path}' has no images: it is read as {source.Format.Name}, which hold none."
            : bad == 1 ? $"The only image of '{source.Path}' cannot be read: {first}"
            : $"None of the {bad:N0} images of '{source.Path}' can be read, the first: {first}");
    }
}
