using System.Text.Json;

namespace MlNetCnn;

/// <summary>
/// A network described as data: its layers, in order, without any size of the input. <see cref="PlanningExtensions.Plan"/> infers the rest.
/// Two architectures are equal when their names, layers and initialization are.
/// </summary>
/// <param name="Name">What people call it: letters, digits, spaces and <c>. _ - /</c>.</param>
/// <param name="Layers">The layers and blocks, in order, at least one.</param>
public sealed record Architecture(string Name, [property: Within(1)] LayerList Layers)
{
    /// <summary>How the weights start. Default: as PyTorch's layers do.</summary>
    public WeightInitialization Initialization { get; init; }

    /// <summary>The description as indented JSON, which <see cref="FromJson"/> reads back into an equal architecture.</summary>
    /// <exception cref="ArgumentException">The network has no layers or a name that cannot be used.</exception>
    /// <exception cref="LayerShapeException">A layer has a setting out of its range, or the name of another one.</exception>
    public string ToJson() => ArchitectureJson.Write(this);

    /// <summary>Reads a description. Comments, trailing commas and a <c>$schema</c> property are allowed.</summary>
    /// <exception cref="JsonException">
    /// The text is not JSON or not a description: the message begins with the JSON path, like <c>$.layers[2].stride</c>, and says what is
    /// wrong there and what to write.
    /// </exception>
    public static Architecture FromJson(string json) => ArchitectureJson.Read(json);

    /// <summary>Writes the description to a JSON file. The file appears when it is complete; one that was there stays until then.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <exception cref="IOException">The file cannot be written; the message says why.</exception>
    /// <inheritdoc cref="ToJson" path="/exception"/>
    public void Save(string path) => ArchitectureFile.Save(this, path);

    /// <summary>Reads a JSON file of at most 10 MB that <see cref="Save"/> or a person wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read; the message names it and says why.</exception>
    /// <exception cref="JsonException">It is not a description; the message names the file, then as <see cref="FromJson"/>.</exception>
    public static Architecture Load(string path) => ArchitectureFile.Load(path);

    /// <summary>
    /// The JSON Schema (2020-12) of descriptions, with every kind of layer, its settings, ranges and defaults. Editors that know it complete
    /// and check a description while it is written.
    /// </summary>
    public static string JsonSchema => ArchitectureSchema.Text;
}
