namespace MlNetCnn.Cli;

/// <summary>The network read by an import, and the description and the two files written.</summary>
internal sealed record ImportedFiles(OnnxNetwork Network, Architecture Architecture, string Json, string Weights)
{
    /// <summary>Writes description and weights. A feature extractor gets a classification layer without weights.</summary>
    /// <exception cref="ArgumentException">The name cannot be a network's and a file's.</exception>
    public static ImportedFiles Write(OnnxNetwork network, string? name, string folder)
    {
        var read = network.Model.Plan.Architecture;
        var architecture = read with
        {
            Name = name ?? read.Name,
            Layers = network.HasHead ? read.Layers : [.. read.Layers, new Linear { Name = "classifier" }],
        };
        if (Path.GetFileName(architecture.Name) != architecture.Name)
            throw new ArgumentException($"--name is '{architecture.Name}', but must be the name of a file without a folder.");
        if (folder.Length > 0)
            Directory.CreateDirectory(folder);
        var (json, weights) = (Path.Combine(folder, $"{architecture.Name}.json"), Path.Combine(folder, $"{architecture.Name}.safetensors"));
        architecture.Save(json);
        network.Model.Weights.SaveSafeTensors(weights, new Dictionary<string, string> { ["architecture"] = architecture.Name });
        return new(network, architecture, json, weights);
    }

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
        terminal.Say($"To train it further: mlnetcnn train {Json} --weights {Weights} --data FOLDER --size {Size(plan.Input)}");
    }

    private static string Size(TensorShape image) => image.Height == image.Width ? $"{image.Height}" : $"{image.Height}x{image.Width}";
}
