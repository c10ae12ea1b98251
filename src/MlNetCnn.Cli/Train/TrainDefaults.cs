using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>What `mlnetcnn train` is told, with what it fills in by the data; without a network, pretrained weights name it.</summary>
internal sealed record TrainDefaults(Architecture? Network, DataRequest Data, ImmutableSortedDictionary<string, string> Settings)
{
    /// <summary>
    /// Looks at the data, and says in notes what is filled in and how to change it. With folds nothing is held out: each image is predicted.
    /// </summary>
    /// <inheritdoc cref="DataRequest.Load" path="/exception"/>
    public TrainDefaults FillIn(Terminal terminal, bool hasFolds, CancellationToken cancellation)
    {
        var (facts, isOwn) = Data.LookAt(terminal, cancellation);
        var images = Data.Given.ToDictionary(name => name, name => ImageSettings.Find(name).Value(Data.Loading));
        var proposals = DataDefaults.Of(facts, isOwn && !hasFolds, new() { Network = Network, Images = images, Settings = Settings });
        foreach (var notes in proposals.GroupBy(p => p.Setting is DataDefaults.Network or DataDefaults.Pretrained ? 0 : p.Setting == DataDefaults.Size ? 1 : 2))
        {
            if (notes.Where(p => p.Reason is not null).Select(p => p.Reason).ToArray() is { Length: > 0 } reasons)
                terminal.Note($"{string.Join(' ', reasons)} To change this: {string.Join(", ", notes.Select(WayOut).OfType<string>())}.");
        }
        return proposals.Aggregate(this, (chosen, proposal) => chosen.With(proposal));
    }

    private TrainDefaults With(Proposal proposal) => proposal.Setting == DataDefaults.Network ? this with { Network = Architectures.Find(proposal.Value) }
        : ImageSettings.All.Any(s => s.Name == proposal.Setting) ? this with { Data = Data.With(proposal.Setting, proposal.Value) }
        : this with { Settings = Settings.SetItem(proposal.Setting, proposal.Value) };

    private static string? WayOut(Proposal proposal) => proposal.Setting switch
    {
        DataDefaults.Network or DataDefaults.Pretrained => "name a network, or --pretrained NAME",
        DataDefaults.Size => "--size N",
        "test-fraction" => "--test-fraction none",
        "validation-fraction" => "--validation-fraction 0",
        _ => null,
    };
}
