namespace MlNetCnn.Cli;

/// <summary>The weights that training starts from, out of a safetensors file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Weights">All that is in it.</param>
/// <param name="Match">Which of them fit the network; all but those that belong to a number of classes.</param>
internal sealed record InitialWeights(string Path, Weights Weights, WeightMatch Match)
{
    /// <summary>The paths of the layers that start anew, because the file has them for another number of classes.</summary>
    public IReadOnlyList<string> StartingAnew =>
        [.. Match.Head.Select(tensor => tensor.Name[..Math.Max(0, tensor.Name.LastIndexOf('.'))]).Distinct()];

    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or its weights are not those of the network.</exception>
    public static InitialWeights Read(string path, NetworkPlan plan)
    {
        if (Directory.Exists(path))
            throw new FileNotFoundException($"'{path}' is a folder: name a .safetensors file.", path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file of weights '{path}'.", path);
        try
        {
            var weights = Weights.LoadSafeTensors(path);
            return new(path, weights, weights.MatchTo(plan, WeightMatching.FreshHead));
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"'{path}' cannot be used: {Failure.OneLine(e)}", e);
        }
    }

    /// <summary>What happens to the weights, for people.</summary>
    public override string ToString() => StartingAnew.Count == 0
        ? $"all layers start from {Path}"
        : $"layers start from {Path}, but for {Match.Plan.Classes:N0} classes {string.Join(", ", StartingAnew)} "
            + $"{(StartingAnew.Count == 1 ? "starts" : "start")} anew";
}
