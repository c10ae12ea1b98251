namespace MlNetCnn.Dashboard;

/// <summary>A network that is being edited: what it is, which layer is selected, and the way back and forth.</summary>
public sealed class NetworkEditor
{
    private const int LongestHistory = 200;

    private readonly LinkedList<(Architecture Network, string? Selected)> _past = [];
    private readonly Stack<(Architecture Network, string? Selected)> _future = [];
    private Architecture _saved;

    /// <summary>Starts with a network.</summary>
    public NetworkEditor(Architecture start)
    {
        Network = _saved = start;
        Selected = start.Layers.Count > 0 ? "$.layers[0]" : null;
    }

    /// <summary>The network as it is now. It may be one that does not fit.</summary>
    public Architecture Network { get; private set; }

    /// <summary>The JSON path of the selected layer, like <c>$.layers[2]</c>, or null.</summary>
    public string? Selected { get; private set; }

    /// <summary>Whether there is something to undo.</summary>
    public bool CanUndo => _past.Count > 0;

    /// <summary>Whether there is something to do again.</summary>
    public bool CanRedo => _future.Count > 0;

    /// <summary>Whether it differs from what was last saved or started with.</summary>
    public bool IsChanged => !Network.Equals(_saved);

    /// <summary>The selected layer, or null.</summary>
    public Layer? SelectedLayer => Selected is null ? null : LayerAt(Selected);

    /// <summary>Selects a layer; null selects none.</summary>
    public void Select(string? path) => Selected = path is not null && LayerAt(path) is null ? null : path;

    /// <summary>Puts another network in place of this one.</summary>
    public void Change(Architecture network)
    {
        if (network.Equals(Network))
            return;
        _past.AddLast((Network, Selected));
        if (_past.Count > LongestHistory)
            _past.RemoveFirst();
        _future.Clear();
        Network = network;
        Select(Selected);
    }

    /// <summary>Takes the last change back.</summary>
    public void Undo()
    {
        if (_past.Last is not { Value: var before })
            return;
        _past.RemoveLast();
        _future.Push((Network, Selected));
        (Network, Selected) = before;
    }

    /// <summary>Does again what was taken back.</summary>
    public void Redo()
    {
        if (!_future.TryPop(out var after))
            return;
        _past.AddLast((Network, Selected));
        (Network, Selected) = after;
    }

    /// <summary>What is here now is saved.</summary>
    public void MarkSaved() => _saved = Network;

    /// <summary>Adds a layer behind the selected one, or at the end.</summary>
    public void Add(Layer layer)
    {
        var (slot, index) = Selected is null ? (LayerSlot.Outermost, Network.Layers.Count - 1) : LayerSlot.Of(Selected);
        Insert(slot, index + 1, layer);
    }

    /// <summary>Adds a layer at the end of a place inside the selected one: <c>body</c>.</summary>
    public void AddInside(string slotName, Layer layer)
    {
        if (Selected is null)
            return;
        var slot = new LayerSlot($"{Selected}.{slotName}");
        Insert(slot, slot.Layers(Network).Count, layer);
    }

    /// <summary>Removes the selected layer; its neighbour is selected then.</summary>
    public void Remove()
    {
        if (Selected is null)
            return;
        var (slot, index) = LayerSlot.Of(Selected);
        var rest = slot.Layers(Network).Where((_, i) => i != index).ToArray();
        Fill(slot, [.. rest]);
        Select(rest.Length > 0 ? slot.PathOf(Network, Math.Min(index, rest.Length - 1)) : ParentOf(slot));
    }

    /// <summary>Adds a copy of the selected layer behind it. A name is not copied: two neighbours cannot have the same.</summary>
    public void Duplicate()
    {
        if (Selected is not null && SelectedLayer is { } layer && !LayerSlot.Of(Selected).Slot.IsSingle(Network))
            Add(layer with { Name = null });
    }

    /// <summary>Moves the selected layer among its neighbours, by −1 or 1.</summary>
    public void Move(int by)
    {
        if (Selected is not null && LayerSlot.Of(Selected) is var (slot, index))
            MoveTo(index + by, slot, index);
    }

    /// <summary>Moves a layer before or behind another one in the same place.</summary>
    public void MoveTo(string path, string targetPath)
    {
        var (slot, index) = LayerSlot.Of(path);
        var (targetSlot, target) = LayerSlot.Of(targetPath);
        if (slot == targetSlot)
            MoveTo(target, slot, index);
    }

    /// <summary>Puts another layer in place of the selected one.</summary>
    public void Replace(Layer layer)
    {
        if (Selected is null)
            return;
        var (slot, index) = LayerSlot.Of(Selected);
        Fill(slot, [.. slot.Layers(Network).Select((l, i) => i == index ? layer : l)]);
    }

    private void MoveTo(int target, LayerSlot slot, int index)
    {
        var layers = slot.Layers(Network).ToList();
        if (target < 0 || target >= layers.Count || target == index)
            return;
        var layer = layers[index];
        layers.RemoveAt(index);
        layers.Insert(target, layer);
        Fill(slot, [.. layers]);
        Select(slot.PathOf(Network, target));
    }

    private void Insert(LayerSlot slot, int index, Layer layer)
    {
        // Where one layer has its place, the new one takes it.
        var layers = slot.IsSingle(Network) ? [] : slot.Layers(Network).ToList();
        layers.Insert(Math.Min(index, layers.Count), layer);
        Fill(slot, [.. layers]);
        Select(slot.PathOf(Network, index));
    }

    private void Fill(LayerSlot slot, LayerList layers) => Change(slot.With(Network, layers));

    private Layer? LayerAt(string path)
    {
        var (slot, index) = LayerSlot.Of(path);
        return LayerPlace.All(Network).FirstOrDefault(p => p.JsonPath == slot.PathOf(Network, index) || p.JsonPath == path)?.Layer;
    }

    // $.layers[2].body → $.layers[2]; the outermost place has no layer around it.
    private static string? ParentOf(LayerSlot slot) => slot == LayerSlot.Outermost ? null : slot.Path[..slot.Path.LastIndexOf('.')];
}
