using Microsoft.JSInterop;

namespace MlNetCnn.Dashboard;

internal static class ScriptCalls
{
    /// <summary>For components being disposed: ignores a closed browser, or a page that was never interactive.</summary>
    public static async ValueTask ForgetAsync(this IJSRuntime js, string function, params object?[] arguments)
    {
        try
        {
            await js.InvokeVoidAsync(function, arguments);
        }
        catch (Exception e) when (e is JSDisconnectedException or InvalidOperationException or JSException or TaskCanceledException)
        {
            // Nothing to clean up.
        }
    }
}
