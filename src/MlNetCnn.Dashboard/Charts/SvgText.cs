using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace MlNetCnn.Dashboard;

/// <summary>SVG's <c>text</c>, a name that Razor keeps for itself inside code.</summary>
public sealed class SvgText : ComponentBase
{
    /// <summary>Its attributes.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    /// <summary>What is written.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddMultipleAttributes(1, Attributes!);
        builder.AddContent(2, ChildContent);
        builder.CloseElement();
    }
}
