using System.Security.Cryptography;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>The initial weights or the model that a request starts from, if any.</summary>
internal static class StartingPoint
{
    /// <summary>Loads the file named in the request into the options.</summary>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or no such file.</exception>
    public static TrainingOptions Apply(RunRequest request, TrainingOptions options)
    {
        if (request.InitialWeights is { } weights)
            options = options with { InitialWeights = Weights.Load(weights) };
        return request.ContinueFrom is { } model ? Continue(options, Load(model)) : options;
    }

    /// <summary>Options to continue training a model, with the model's normalization unless another is set.</summary>
    public static TrainingOptions Continue(TrainingOptions options, CnnModel model) => options with
    {
        ContinueFrom = model,
        Normalization = options.Normalization == Normalization.None && !model.Preprocessing.Mean.IsDefaultOrEmpty
            ? Normalization.Of(model.Preprocessing.Mean, model.Preprocessing.Std)
            : options.Normalization,
    };

    /// <summary>Hash of the file; empty where training starts from scratch.</summary>
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
