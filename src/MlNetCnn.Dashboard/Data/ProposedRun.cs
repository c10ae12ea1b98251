using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>The run that is proposed for a data set, as the command line proposes it, with the reasons in sentences.</summary>
internal sealed record ProposedRun(RunRequest Request, ImmutableArray<string> Reasons)
{
    private static readonly string NotTested = $"No images are held out, so that the accuracy will not be measured: every class needs {DataDefaults.LeastInClass} images for that.";

    /// <summary>Null where nothing is known of the images.</summary>
    public static ProposedRun? Of(StoredDataSet data)
    {
        if (data.Entry.Facts is not { } facts)
            return null;
        var proposals = DataDefaults.Of(facts, data.IsOwn, new());
        var network = proposals.First(p => p.Setting is DataDefaults.Network or DataDefaults.Pretrained);
        var request = new RunRequest
        {
            Architecture = PretrainedNetworks.TryFind(network.Value, out var weights) ? weights.Architecture : Architectures.Find(network.Value),
            Data = data.Entry.Name,
            Images = proposals.Where(p => IsOfImages(p.Setting)).ToImmutableSortedDictionary(p => p.Setting, p => p.Value, StringComparer.Ordinal),
        };
        request = request with { Name = $"{request.Architecture.Name} on {data.Entry.Name}" };
        return new(
            request.With(proposals.Where(p => p.Setting != DataDefaults.Network && !IsOfImages(p.Setting)).ToDictionary(p => p.Setting, p => p.Value)),
            [.. proposals.Select(p => p.Reason).OfType<string>(), .. IsTested(facts, proposals) ? [] : (string[])[NotTested]]);
    }

    private static bool IsTested(ImageFacts facts, ImmutableArray<Proposal> proposals) => facts.TestImages > 0 || proposals.Any(p => p.Setting == DataDefaults.TestFraction);

    private static bool IsOfImages(string setting) => ImageSettings.All.Any(s => s.Name == setting);
}
