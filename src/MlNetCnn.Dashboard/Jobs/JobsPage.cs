using Microsoft.AspNetCore.Components;

namespace MlNetCnn.Dashboard;

/// <summary>A page that shows background jobs, updated at most four times a second, and immediately when one ends.</summary>
public abstract class JobsPage : ComponentBase, IDisposable
{
    private RenderPace? _pace;

    [Inject]
    internal JobList Jobs { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        Jobs.Changed -= Follow;
        _pace?.Dispose();
    }

    protected override void OnInitialized()
    {
        _pace = new RenderPace(Time, Show);
        Jobs.Changed += Follow;
    }

    /// <summary>Called when a job ended, so that the page can reload what it shows.</summary>
    protected virtual Task EndedAsync(Job job) => Task.CompletedTask;

    private void Follow(Job job)
    {
        if (!job.IsRunning)
        {
            _ = InvokeAsync(async () =>
            {
                await EndedAsync(job);
                StateHasChanged();
            });
        }
        else if (_pace!.Request())
        {
            Show();
        }
    }

    private void Show() => _ = InvokeAsync(StateHasChanged);
}
