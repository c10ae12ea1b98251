using Microsoft.JSInterop;

namespace MlNetCnn.Components;

/// <summary>The script beside a component, loaded by its first call: there is none to load while prerendering.</summary>
/// <param name="js">The browser.</param>
/// <param name="path">The script's path in this project.</param>
internal sealed class ScriptModule(IJSRuntime js, string path)
{
    private Task<IJSObjectReference>? _loaded;

    // Relative to the page's base address: the app may run under a path.
    private Task<IJSObjectReference> Loaded => _loaded ??= js.InvokeAsync<IJSObjectReference>("import", $"./_content/MlNetCnn.Components/{path}").AsTask();

    /// <summary>Runs a script that listens to the whole page and is not called.</summary>
    public static async ValueTask RunAsync(IJSRuntime js, string path) => await (await new ScriptModule(js, path).Loaded).DisposeAsync();

    public async ValueTask CallAsync(string function, params object?[] arguments) => await (await Loaded).InvokeVoidAsync(function, arguments);

    /// <summary>For components being disposed of: calls a last function, if any, and lets go of the script. A browser that is gone has nothing to clean up.</summary>
    public async ValueTask LeaveAsync(string? function = null, params object?[] arguments)
    {
        if (_loaded is null)
            return;
        try
        {
            if (function is not null)
                await CallAsync(function, arguments);
            await (await _loaded).DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or InvalidOperationException or JSException or TaskCanceledException)
        {
        }
    }
}
