using Microsoft.AspNetCore.Components;

namespace MlNetCnn.Components;

/// <summary>What shows a network for images of one shape. A network that does not fit them is shown as far as it does, with what is wrong.</summary>
public abstract class NetworkPart : ComponentBase
{
    private protected NetworkPart()
    {
    }

    /// <summary>The network: one of <see cref="Architectures"/>, one read from JSON, or the app's own.</summary>
    [Parameter, EditorRequired]
    public Architecture Architecture { get; set; } = null!;

    /// <summary>The shape of one image: channels × height × width, for example <c>new(3, 224, 224)</c>.</summary>
    [Parameter, EditorRequired]
    public TensorShape Input { get; set; } = null!;

    /// <summary>The number of classes, 2 or more. Default: 10.</summary>
    [Parameter]
    public int Classes { get; set; } = 10;

    /// <summary>What the network is called here. Default: its own name.</summary>
    [Parameter]
    public string? Title { get; set; }

    private protected string Name => Title ?? Architecture.Name;

    private protected NetworkView View { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (View is not { Attempt: var seen } || !(seen.Architecture, seen.Input, seen.Classes).Equals((Architecture, Input, Classes)))
            View = NetworkView.Of(Architecture, Input, Classes);
    }
}
