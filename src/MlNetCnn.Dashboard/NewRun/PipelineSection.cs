using MlNetCnn.Training;
using Microsoft.AspNetCore.Components;

namespace MlNetCnn.Dashboard;

/// <summary>A part of the form of a new run.</summary>
public abstract class PipelineSection : ComponentBase
{
    [Parameter, EditorRequired]
    public PipelineDraft Draft { get; set; } = null!;

    /// <summary>The evaluation of the draft.</summary>
    [Parameter, EditorRequired]
    public PipelineCheck Check { get; set; } = null!;

    [Parameter]
    public EventCallback<PipelineDraft> Changed { get; set; }

    /// <summary>The settings of some names, in this order.</summary>
    protected static IReadOnlyList<Setting> Named(params string[] names) =>
        [.. names.Select(name => (Setting)TrainingSettings.Find(name))];
}
