using MlNetCnn.Tests;

namespace MlNetCnn.Browser.Tests;

/// <summary>What <c>dotnet new blazor</c> makes, with the sample's files over it, and a user's own tests of it.</summary>
public sealed class ComponentsApp() : PackagedApp("ComponentsApp", "MlNetCnn", "MlNetCnn.Components")
{
    /// <summary>What the app's own tests, which need no browser, wrote.</summary>
    public string Tests { get; private set; } = "";

    protected override async Task<string[]> BuildAsync()
    {
        await RunAsync("new", "blazor", "-o", In("ComponentsApp"), "--no-restore");
        CopySample("ComponentsApp");
        CopySample("ComponentsApp.Tests");
        File.WriteAllBytes(In("model.onnx"), RandomModels.Create(Architectures.LeNet(), new(1, 28, 28), classes: 10).ToOnnx());
        Tests = await RunAsync("test", In("ComponentsApp.Tests"), "-nologo", "-nodeReuse:false");
        return ["--Model", In("model.onnx")];
    }
}
