namespace MlNetCnn.Dashboard;

/// <summary>A network being edited: its state, the selected layer, undo and redo.</summary>
public sealed class NetworkEditor
{
    private const int LongestHistory = 200;

    private readonly LinkedList<(Architecture Network, string? Selected)> _past = [];
    private readonly Stack<(Architecture Network, string? Selected)> _future = [];
    private Architecture _saved;

    public NetworkEditor(Architecture start)
    {
        Network = _saved = start;
        Selected = start.Layers.Count > 0 ? "$.layers[0]" : null;
    }

    /// <summary>What a new network starts as.</summary>
    public static Architecture Small() => MlNetCnn.Network.Named("mine")
        .Conv2d(16, 3, padding: 1).ReLU().MaxPool2d(2).Conv2d(32, 3, padding: 1).ReLU().MaxPool2d(2).Flatten().Linear().Build();

    /// <summary>Its layers need not fit.</summary>
    public Architecture Network { get; private set; }

    /// <summary>The JSON path, like <c>$.layers[2]</c>, or null.</summary>
    public string? Selected { get; private set; }

    /// <summary>JSON as typed that is no network, or null. Any edit drops it, and so does undoing.</summary>
    public UnreadableJson? Unreadable { get; private set; }

    public bool CanUndo => Unreadable is not null || _past.Count > 0;

    public bool CanRedo => _future.Count > 0;

    /// <summary>Whether it differs from the last saved or initial network.</summary>
    public bool IsChanged => Unreadable is not null || !Network.Equals(_saved);

    public Layer? SelectedLayer => Selected is null ? null : LayerAt(Selected);

    /// <summary>Null clears the selection.</summary>
    public void Select(string? path) => Selected = path is not null && LayerAt(path) is null ? null : path;

    /// <summary>Replaces the whole network.</summary>
    public void Change(Architecture network)
    {
        Discard();
        if (network.Equals(Network))
            return;
        _past.AddLast((Network, Selected));
        if (_past.Count > LongestHistory)
            _past.RemoveFirst();
        _future.Clear();
        Network = network;
        Select(Selected);
    }

    /// <summary>Replaces the whole network by its description.</summary>
    public void ChangeTo(string json)
    {
        try
        {
            Change(Architecture.FromJson(json));
        }
        catch (System.Text.Json.JsonException e)
        {
            Unreadable = new(json, e.Message);
        }
    }

    /// <summary>Drops JSON that is no network.</summary>
    public void Discard() => Unreadable = null;

    public void Undo()
    {
        if (Unreadable is not null)
        {
            Discard();
            return;
        }
        if (_past.Last is not { Value: var before })
            return;
        _past.RemoveLast();
        _future.Push((Network, Selected));
        (Network, Selected) = before;
    }

    public void Redo()
    {
        Discard();
        if (!_future.TryPop(out var after))
            return;
        _past.AddLast((Network, Selected));
        (Network, Selected) = after;
    }

    public void MarkSaved() => _saved = Network;

    /// <summary>Adds a layer behind the selected one, or at the end.</summary>
    public void Add(Layer layer)
    {
        var (slot, index) = Selected is null ? (LayerSlot.Outermost, Network.Layers.Count - 1) : LayerSlot.Of(Selected);
        Insert(slot, index + 1, layer);
    }

    /// <summary>Appends a layer to a slot of the selected one: <c>body</c>.</summary>
    public void AddInside(string slotName, Layer layer)
    {
        if (Selected is null)
            return;
        var slot = new LayerSlot($"{Selected}.{slotName}");
        Insert(slot, slot.Layers(Network).Count, layer);
    }

    /// <summary>Removes the selected layer and selects its neighbor.</summary>
    public void Remove()
    {
        if (Selected is null)
            return;
        var (slot, index) = LayerSlot.Of(Selected);
        var rest = slot.Layers(Network).Where((_, i) => i != index).ToArray();
        Fill(slot, [.. rest]);
        Select(rest.Length > 0 ? slot.PathOf(Network, Math.Min(index, rest.Length - 1)) : ParentOf(slot));
    }

    /// <summary>Adds a copy behind the selected layer, without its name: names of neighbors must differ.</summary>
    public void Duplicate()
    {
        if (Selected is not null && SelectedLayer is { } layer && !LayerSlot.Of(Selected).Slot.IsSingle(Network))
            Add(layer with { Name = null });
    }

    /// <summary>Moves the selected layer among its neighbors, by −1 or 1.</summary>
    public void Move(int by)
    {
        if (Selected is not null && LayerSlot.Of(Selected) is var (slot, index))
            MoveTo(index + by, slot, index);
    }

    /// <summary>Moves a layer before or behind another one in the same slot.</summary>
    public void MoveTo(string path, string targetPath)
    {
        var (slot, index) = LayerSlot.Of(path);
        var (targetSlot, target) = LayerSlot.Of(targetPath);
        if (slot == targetSlot)
            MoveTo(target, slot, index);
    }

    /// <summary>Replaces the selected layer.</summary>
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
        // A slot for one layer is overwritten.
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

    // $.layers[2].body → $.layers[2]; null for the outermost slot.
    private static string? ParentOf(LayerSlot slot) => slot == LayerSlot.Outermost ? null : slot.Path[..slot.Path.LastIndexOf('.')];
}
