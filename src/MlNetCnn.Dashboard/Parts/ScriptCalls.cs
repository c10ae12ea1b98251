using Microsoft.JSInterop;

namespace MlNetCnn.Dashboard;

/// <summary>Calls of the page's script.</summary>
internal static class ScriptCalls
{
    /// <summary>Calls it for a component that goes away; the browser may be gone by then, or the page was never interactive.</summary>
    public static async ValueTask ForgetAsync(this IJSRuntime js, string function, params object?[] arguments)
    {
        try
        {
            await js.InvokeVoidAsync(function, arguments);
        }
        catch (Exception e) when (e is JSDisconnectedException or InvalidOperationException or JSException or TaskCanceledException)
        {
            // Nothing is left to tidy up.
        }
    }
}
