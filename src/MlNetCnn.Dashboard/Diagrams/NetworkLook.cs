using System.Collections.Immutable;

namespace MlNetCnn.Dashboard;

/// <summary>How a network is looked at: which blocks are open, and whose numbers are shown. It stays so while the network is edited.</summary>
public sealed class NetworkLook
{
    private ImmutableHashSet<string> _blocks = [], _seen = [];

    /// <summary>The network.</summary>
    public NetworkView? View { get; private set; }

    /// <summary>The layer whose numbers are shown; null for the image.</summary>
    public LayerPlan? Inspected { get; set; }

    /// <summary>The paths of the open blocks.</summary>
    internal ImmutableHashSet<string> Open { get; private set; } = [];

    internal bool HasBlocks => !_blocks.IsEmpty;

    internal bool IsAllOpen => _blocks.IsSubsetOf(Open);

    internal bool IsAllFolded => !_blocks.Overlaps(Open);

    /// <summary>Looks at this network from now on, another one or the same after a change.</summary>
    internal void Show(NetworkView view)
    {
        var isOther = View?.Attempt.Architecture.Name != view.Attempt.Architecture.Name;
        View = view;
        _blocks = DiagramLayout.Blocks(view.Attempt);
        // What was opened or folded stays so while the network is edited, also while a block does not fit; what is new starts as in a new one.
        if (isOther)
            (Open, _seen) = ([], []);
        Open = Open.Union(DiagramLayout.OpenAtFirst(view.Attempt).Except(_seen));
        _seen = _seen.Union(_blocks);
        // What was looked at stays so while the network is edited; a layer that does not fit comes first.
        var path = view.Attempt.Flaw?.Path ?? (isOther ? null : Inspected?.Path);
        Inspected = view.Attempt.Reached.FirstOrDefault(l => l.Path == path) ?? view.Attempt.Layers.FirstOrDefault();
    }

    internal void OpenAll() => Open = _blocks;

    internal void FoldAll() => Open = [];

    /// <summary>Opens a block that is folded and folds one that is open.</summary>
    internal void Turn(string path) => Open = Open.SymmetricExcept([path]);
}
