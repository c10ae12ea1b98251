namespace MlNetCnn;

/// <summary>Decodes data sets outside of this process.</summary>
internal interface IOutsideDecoder
{
    /// <summary>Reads what is at a path and writes the file of decoded pixels, as this process would.</summary>
    /// <inheritdoc cref="ImageData.Open" path="/exception"/>
    void Decode(string path, ImageLoading options, string file, IProgress<ImageLoadingProgress>? progress, CancellationToken cancellationToken);
}
