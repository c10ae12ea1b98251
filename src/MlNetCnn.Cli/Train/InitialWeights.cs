namespace MlNetCnn.Cli;

/// <summary>Initial weights from a safetensors or PyTorch file, matched to the network; a classification head may not match.</summary>
internal sealed record InitialWeights(string Path, Weights Weights, WeightMatch Match)
{
    /// <summary>Paths of the layers initialized at random: a head that the file lacks or has for other classes.</summary>
    public IReadOnlyList<string> StartingAnew =>
        [.. Match.StartingAnew.Select(name => name[..Math.Max(0, name.LastIndexOf('.'))]).Distinct()];

    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or its weights are not those of the network.</exception>
    public static InitialWeights Read(string path, NetworkPlan plan)
    {
        if (Directory.Exists(path))
            throw new FileNotFoundException($"'{path}' is a folder: name a .safetensors or .pth file.", path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file of weights '{path}'.", path);
        try
        {
            var weights = Weights.Load(path);
            return new(path, weights, weights.MatchTo(plan, WeightMatching.FreshHead));
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"'{path}' cannot be used: {Failure.OneLine(e)}", e);
        }
    }

    /// <summary>A message about what was loaded.</summary>
    public override string ToString()
    {
        var source = Weights.CheckpointKey is { } key ? $"'{key}' in {Path}" : Path;
        if (StartingAnew.Count == 0)
            return $"all {Match.Used.Count:N0} tensors start from {source}";
        var unused = Match.Head.Select(t => t.Name).Concat(Match.OtherHead).ToArray();
        return $"{Match.Used.Count:N0} of {Match.Plan.Tensors.Length:N0} tensors start from {source}; {string.Join(", ", StartingAnew)} "
            + $"{(StartingAnew.Count == 1 ? "starts" : "start")} anew for {Match.Plan.Classes:N0} classes"
            + (unused.Length > 0 ? $"; not used: {NameList.Of(unused, most: 4)}" : "");
    }
}
