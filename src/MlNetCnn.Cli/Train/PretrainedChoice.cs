namespace MlNetCnn.Cli;

/// <summary>What `--pretrained` decides besides the weights: the network and, for a file, how images are read.</summary>
internal sealed record PretrainedChoice(string Source, Architecture? Architecture, TensorShape? Input)
{
    /// <summary>Downloads weights that are not on this machine.</summary>
    /// <exception cref="UsageException">There are no such weights, and no such file.</exception>
    /// <exception cref="IOException">They cannot be downloaded.</exception>
    /// <exception cref="InvalidDataException">The file cannot be read as a network.</exception>
    public static PretrainedChoice? Of(string? nameOrFile, Terminal terminal, CancellationToken cancellation)
    {
        if (PretrainedNetworks.IsNone(nameOrFile))
            return null;
        if (PretrainedNetworks.TryFind(nameOrFile, out var entry))
        {
            DownloadDisplay.Get(new PretrainedStore(), entry.Name, terminal, cancellation);
            return new(entry.Name, entry.Architecture, Input: null);
        }
        try
        {
            var network = PretrainedNetwork.Load(nameOrFile);
            return new(nameOrFile, network.Architecture, network.Input);
        }
        catch (FileNotFoundException e)
        {
            throw new UsageException(Failure.OneLine(e), e);
        }
    }

    /// <exception cref="UsageException">The file has weights only.</exception>
    public Architecture RequireArchitecture() => Architecture ?? throw new UsageException(
        $"'{Source}' holds weights only: name the network they belong to as well, like mlnetcnn train mobilenet-v2 --pretrained {Source}.");

    /// <summary>The images in the size and channels of the weights, unless others are asked for.</summary>
    public DataRequest ApplyTo(DataRequest data) => Input is not { } input ? data : data with
    {
        Loading = data.Loading with
        {
            Size = data.Loading.Size ?? new(input.Height, input.Width),
            Channels = data.Loading.Channels ?? input.Channels,
        },
        Given = data.Given.Union(["size", "channels"]),
    };
}
