using System.Collections.Immutable;

namespace MlNetCnn.Components.Parts;

/// <summary>The view state of a network, kept while it is edited: expanded blocks and the inspected layer.</summary>
public sealed class NetworkLook
{
    private ImmutableHashSet<string> _blocks = [], _seen = [];

    internal NetworkView? View { get; private set; }

    /// <summary>The layer whose figures are shown; null for the input image.</summary>
    internal LayerPlan? Inspected { get; set; }

    /// <summary>The paths of the expanded blocks.</summary>
    internal ImmutableHashSet<string> Open { get; private set; } = [];

    internal bool HasBlocks => !_blocks.IsEmpty;

    internal bool IsAllOpen => _blocks.IsSubsetOf(Open);

    internal bool IsAllFolded => !_blocks.Overlaps(Open);

    /// <summary>Shows another network, or this one after a change.</summary>
    internal void Show(NetworkView view)
    {
        var isOther = View?.Attempt.Architecture.Name != view.Attempt.Architecture.Name;
        View = view;
        _blocks = DiagramLayout.Blocks(view.Attempt);
        // Expanded blocks stay expanded during editing, even while one does not fit; new blocks start as in a new network.
        if (isOther)
            (Open, _seen) = ([], []);
        Open = Open.Union(DiagramLayout.OpenAtFirst(view.Attempt).Except(_seen));
        _seen = _seen.Union(_blocks);
        // The inspected layer is kept during editing, but a layer that does not fit takes precedence.
        var path = view.Attempt.Flaw?.Path ?? (isOther ? null : Inspected?.Path);
        Inspected = view.Attempt.Reached.FirstOrDefault(l => l.Path == path) ?? view.Attempt.Layers.FirstOrDefault();
    }

    internal void OpenAll() => Open = _blocks;

    internal void FoldAll() => Open = [];

    /// <summary>Expands what a layer is in, and inspects it.</summary>
    internal void Reveal(LayerPlan layer)
    {
        Open = Open.Union(_blocks.Where(block => layer.Path.StartsWith($"{block}.", StringComparison.Ordinal)));
        Inspected = layer;
    }

    /// <summary>Expands or collapses a block.</summary>
    internal void Turn(string path) => Open = Open.SymmetricExcept([path]);
}
