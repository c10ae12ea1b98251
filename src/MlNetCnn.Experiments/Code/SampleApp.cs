using System.Reflection;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace MlNetCnn.Experiments;

/// <summary>A program with ML.NET alone that uses a <c>model.zip</c>.</summary>
internal static class SampleApp
{
    public const string Folder = "sample";

    /// <summary>Writes <c>Program.cs</c> and its project into the folder <see cref="Folder"/> beside the model, replacing what is there.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="input">The shape of its images.</param>
    /// <param name="takesFiles">See <see cref="RunResult.TakesFiles"/>.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static string Write(string folder, TensorShape input, bool takesFiles)
    {
        var sample = Path.Combine(folder, Folder);
        Directory.CreateDirectory(sample);
        // The model lies beside the program, wherever it is started from.
        Write("Program.cs", ModelCode.Zip(input, takesFiles).Replace("\"model.zip\"", "Path.Combine(AppContext.BaseDirectory, \"model.zip\")", StringComparison.Ordinal) + "\n");
        Write("sample.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.ML" Version="{VersionOf(typeof(MLContext))}" />
                <PackageReference Include="Microsoft.ML.ImageAnalytics" Version="{VersionOf(typeof(MLContext))}" />
                <PackageReference Include="Microsoft.ML.OnnxTransformer" Version="{VersionOf(typeof(MLContext))}" />
                <PackageReference Include="Microsoft.ML.OnnxRuntime" Version="{VersionOf(typeof(InferenceSession))}" />
                <PackageReference Include="SkiaSharp.NativeAssets.Linux.NoDependencies" Version="{VersionOf(typeof(SKBitmap))}" />
                <None Include="../model.zip" Link="model.zip" CopyToOutputDirectory="PreserveNewest" />
              </ItemGroup>
            </Project>

            """);
        return sample;

        void Write(string name, string content) => AtomicFile.Write(Path.Combine(sample, name), stream => stream.Write(Encoding.UTF8.GetBytes(content)));
    }

    // The packages that the model was saved with.
    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+', '-')[0]; // a commit follows
}
