using System.Globalization;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>The network read by an import, and the description and the two files written.</summary>
internal sealed record ImportedFiles(OnnxNetwork Network, Architecture Architecture, string Json, string Weights)
{
    /// <summary>Writes description and weights. A feature extractor gets a classification layer without weights.</summary>
    /// <exception cref="ArgumentException">The name cannot be a network's and a file's.</exception>
    public static ImportedFiles Write(OnnxNetwork network, string? name, string folder)
    {
        var read = network.Classifier;
        var architecture = read with { Name = name ?? read.Name };
        if (Path.GetFileName(architecture.Name) != architecture.Name || architecture.Name.Trim(' ', '.').Length == 0)
            throw new ArgumentException($"--name is '{architecture.Name}', but must be the name of a file without a folder.");
        if (File.Exists(folder))
            throw new ArgumentException($"--out is '{folder}', which is a file: name a folder.");
        if (folder.Length > 0)
            Directory.CreateDirectory(folder);
        var (json, weights) = (Path.Combine(folder, $"{architecture.Name}.json"), Path.Combine(folder, $"{architecture.Name}.safetensors"));
        if (new[] { json, weights }.FirstOrDefault(Path.Exists) is { } taken)
            throw new ArgumentException($"'{taken}' is there already: choose another --name or --out, or remove it.");
        network.Model.Weights.SaveSafeTensors(weights, new Dictionary<string, string> { ["architecture"] = architecture.Name });
        architecture.Save(json);
        return new(network, architecture, json, weights);
    }

    /// <summary>Whether the first layer scales or shifts pixels, so that it expects them as its file did.</summary>
    private bool ScalesPixels => Architecture.Layers[0] is LayerScale || Architecture.Layers[0] is Conv2d { Kernel.Area: 1 } conv && conv.Groups == Network.Model.Plan.Input.Channels;

    /// <summary>The normalization inside of a model of ours, as train takes it; null where there is none.</summary>
    private string? Normalization => Network.Model.Preprocessing is { Mean.IsEmpty: false } own
        ? string.Create(CultureInfo.InvariantCulture, $"mean={string.Join('/', own.Mean)}:std={string.Join('/', own.Std)}")
        : null;

    public void Report(Terminal terminal, string source)
    {
        var plan = Network.Model.Plan;
        if (terminal.IsJson)
        {
            terminal.WriteJson(new
            {
                Architecture = Path.GetFullPath(Json),
                Weights = Path.GetFullPath(Weights),
                Architecture.Name,
                plan.Input,
                Outputs = plan.Classes,
                Network.HasHead,
                plan.Parameters,
                plan.Macs,
                Layers = LayerPlace.All(plan.Architecture).CountBy(l => l.Layer.Kind).OrderByDescending(k => k.Value).ToDictionary(),
                Network.Difference,
                ScalesPixels,
                Normalization,
            });
            return;
        }
        var kinds = LayerPlace.All(plan.Architecture).CountBy(l => l.Layer.Kind).OrderByDescending(k => k.Value).Select(k => $"{k.Value} {k.Key}");
        terminal.Say($"Read {source}: images of {plan.Input}, {plan.Classes:N0} outputs, {plan.Parameters:N0} parameters, {plan.Macs:N0} multiply-accumulates.");
        terminal.Say($"Layers: {string.Join(", ", kinds)}.");
        terminal.Say(Network.Checked);
        if (!Network.HasHead)
            terminal.Say("It gives features: a linear layer for the classes was added, which has no weights yet.");
        terminal.Say($"Wrote {Json} and {Weights}.");
        var normalization = Normalization is null ? "" : $" --normalization {Normalization}";
        terminal.Say($"To train it further: mlnetcnn train {ShellWord.Quote(Json)} --weights {ShellWord.Quote(Weights)} --data FOLDER --size {Size(plan.Input)}{normalization}");
        terminal.Say(ScalesPixels
            ? "Its first layer scales or shifts pixels itself, perhaps from 0–255, but train gives it pixels from 0 to 1: correct that layer, or take it out of the JSON file and its weights."
            : Normalization is null ? "Train gives it pixels from 0 to 1: if it was trained on others, say so with --normalization." : "The normalization is the model's own.");
    }

    private static string Size(TensorShape image) => image.Height == image.Width ? $"{image.Height}" : $"{image.Height}x{image.Width}";
}
