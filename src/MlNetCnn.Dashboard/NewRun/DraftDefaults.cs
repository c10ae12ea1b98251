using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>Fills a form in with what is proposed for a data set of the user's own.</summary>
internal static class DraftDefaults
{
    private static readonly PipelineDraft Fresh = new();

    /// <summary>
    /// The form with another data set. What was proposed for the one before goes; what else is typed stays. <paramref name="network"/> is
    /// the network of the form.
    /// </summary>
    public static PipelineDraft WithData(this PipelineDraft draft, string name, Architecture? network, StoredDataSet? before, StoredDataSet? data)
    {
        draft = Held(draft, before).Aggregate(draft, (draft, proposal) => draft.With(proposal, "")) with { Data = name };
        var chosen = new ChosenSettings { Network = draft.Network == Fresh.Network ? null : network, Images = draft.Images, Settings = draft.Settings };
        return Proposals(data, chosen).Aggregate(draft, (draft, proposal) => draft.With(proposal, proposal.Value));
    }

    /// <summary>The proposals for the data that the form holds.</summary>
    public static IEnumerable<Proposal> Held(PipelineDraft draft, StoredDataSet? data) => Proposals(data, new()).Where(p => p.Setting == DataDefaults.Network
        ? draft.Network == p.Value
        : draft.Images.GetValueOrDefault(p.Setting, draft.Settings.GetValueOrDefault(p.Setting, "")) == p.Value);

    private static ImmutableArray<Proposal> Proposals(StoredDataSet? data, ChosenSettings chosen) =>
        data is { IsOwn: true, Entry.Facts: { } facts } ? DataDefaults.Of(facts, isOwn: true, chosen) : [];

    private static PipelineDraft With(this PipelineDraft draft, Proposal proposal, string text) =>
        proposal.Setting == DataDefaults.Network ? draft with { Network = text.Length > 0 ? text : Fresh.Network }
        : ImageSettings.All.Any(s => s.Name == proposal.Setting) ? draft.WithImages(proposal.Setting, text)
        : draft.With(proposal.Setting, text);
}
