using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace MlNetCnn.Components.Tests;

/// <summary>Components without a browser, in an app that registered nothing for them but a clock that stands.</summary>
public abstract class ComponentTest : BunitContext
{
    protected ComponentTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Clock);
    }

    internal Clock Clock { get; } = new();
}
