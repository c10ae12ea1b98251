using System.Security.Cryptography;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>The weights that a request starts from, where it does not start anew.</summary>
internal static class StartingPoint
{
    /// <summary>Reads what the request names and lays it onto the options.</summary>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or no such file.</exception>
    public static TrainingOptions Apply(RunRequest request, TrainingOptions options)
    {
        if (request.InitialWeights is { } weights)
            options = options with { InitialWeights = Weights.Load(weights) };
        return request.ContinueFrom is { } model ? Continue(options, Load(model)) : options;
    }

    /// <summary>The options to train a model further; pixels are normalized as the model does it, unless something else is asked for.</summary>
    public static TrainingOptions Continue(TrainingOptions options, CnnModel model) => options with
    {
        ContinueFrom = model,
        Normalization = options.Normalization == Normalization.None && !model.Preprocessing.Mean.IsDefaultOrEmpty
            ? Normalization.Of(model.Preprocessing.Mean, model.Preprocessing.Std)
            : options.Normalization,
    };

    /// <summary>A hash of the file's bytes; empty where the request starts anew.</summary>
    public static string HashOf(RunRequest request)
    {
        if ((request.InitialWeights ?? request.ContinueFrom) is not { } path)
            return "";
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static CnnModel Load(string path) => PortableZip.IsZip(path)
        ? PortableZip.Read(path).Graph.Model ?? throw new InvalidDataException($"'{path}' has no weights that can be trained further.")
        : CnnModel.Load(path);
}
