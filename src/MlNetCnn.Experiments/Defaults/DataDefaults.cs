using System.Collections.Immutable;
using System.Globalization;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>Proposes network, image size and splits by the data. Requests store the values, so that a run can be repeated.</summary>
internal static class DataDefaults
{
    public const string Network = "architecture", Pretrained = "pretrained", Size = "size", TestFraction = "test-fraction", ValidationFraction = "validation-fraction";

    /// <summary>A class with fewer images has none to spare for testing.</summary>
    public const int LeastInClass = 10;

    private const string SmallNetwork = "lenet-relu";

    private const int AnyClasses = 10;

    private const double Test = 0.2, Validation = 0.1;

    private const int LeastToFineTuneOnPart = 500;

    private const int LargestSmallSide = 64;

    private static readonly ImmutableArray<int> Sides = [32, 64, 96, 128, 224];

    /// <summary>Whether data are a person's own, not of the catalog; only those are split.</summary>
    public static bool IsOwn(string data) => !DataSets.TryFind(data, out _);

    /// <summary>The proposals in the order network, size, splits; empty where everything is chosen.</summary>
    public static ImmutableArray<Proposal> Of(ImageFacts facts, bool isOwn, ChosenSettings chosen)
    {
        var network = OfNetwork(facts, chosen);
        var pretrained = network?.Setting == Pretrained ? network.Value : chosen.Settings.GetValueOrDefault(Pretrained, "none");
        var sizes = PretrainedNetworks.TryFind(pretrained, out var entry)
            ? OfPretrained(facts, entry, chosen)
            : OfSize(facts, network is null ? chosen.Network : Architectures.Find(network.Value), chosen);
        return [.. network is null ? [] : (Proposal[])[network], .. sizes, .. isOwn ? OfSplits(facts, pretrained, chosen) : []];
    }

    private static Proposal? OfNetwork(ImageFacts facts, ChosenSettings chosen)
    {
        if (chosen.Network is not null || chosen.Settings.ContainsKey(Pretrained))
            return null;
        if (facts.Channels == 1 && facts.LongerSide <= LargestSmallSide)
            return new(Network, SmallNetwork, $"The images are small and gray: network {SmallNetwork} is trained from scratch.");
        var name = ImageNetResNet18.Name;
        return new(Pretrained, name, $"The images are {(facts.Channels == 1 ? $"larger than {LargestSmallSide} pixels" : "in color")}: training starts from the pretrained network {name}.");
    }

    private static IEnumerable<Proposal> OfPretrained(ImageFacts facts, PretrainedEntry entry, ChosenSettings chosen)
    {
        if (!chosen.Images.ContainsKey(Size))
        {
            var isReduced = facts.LongerSide < entry.Side / 2 && AllowsLess(entry);
            var side = isReduced ? ReducedSide(entry) : entry.Side;
            yield return new(Size, Text(side), isReduced
                ? $"The images are smaller than {entry.Side / 2} pixels: they are resized to {side}×{side}, less than the {entry.Side}×{entry.Side} that {entry.Name} was trained on."
                : $"The images are resized to {side}×{side}, the size that {entry.Name} was trained on.");
        }
        if (facts.Channels == 1 && !chosen.Images.ContainsKey("channels"))
            yield return new("channels", "3", null);
    }

    // Only networks whose last pooling has a fixed output size have the same weights at every image size.
    private static bool AllowsLess(PretrainedEntry entry) =>
        PlanOf(entry.Architecture, 3, ReducedSide(entry)) is { } reduced && reduced.Parameters == PlanOf(entry.Architecture, 3, entry.Side)?.Parameters;

    // 160 of 224: on CIFAR-10, 50 images of a class, better than 112 and than 224, which takes twice as long.
    private static int ReducedSide(PretrainedEntry entry) => entry.Side * 5 / 7;

    private static IEnumerable<Proposal> OfSize(ImageFacts facts, Architecture? network, ChosenSettings chosen)
    {
        if (network is null || chosen.Images.ContainsKey(Size))
            yield break;
        // A network that a person named is refused instead, with the layer that does not fit.
        var isTooSmall = chosen.Network is null && !Takes(facts.ShorterSide);
        if (facts.IsOneSize && !isTooSmall)
            yield break;
        var fitting = Sides.LastOrDefault(side => side <= facts.ShorterSide);
        var side = Sides.Where(side => side >= fitting && Takes(side)).FirstOrDefault(Sides[^1]);
        yield return new(Size, Text(side), $"The images {(facts.IsOneSize ? "are small" : "differ in size")}: they are resized to {side}×{side}.");

        bool Takes(int side) => PlanOf(network, facts.Channels, side) is not null;
    }

    private static IEnumerable<Proposal> OfSplits(ImageFacts facts, string pretrained, ChosenSettings chosen)
    {
        if (facts.SmallestClass < LeastInClass)
            yield break;
        var test = ImageSettings.Parse(chosen.Images.Where(s => s.Key == TestFraction)).TestFraction ?? 0;
        if (facts.TestImages == 0 && !chosen.Images.ContainsKey(TestFraction))
        {
            test = Test;
            yield return new(TestFraction, Text(Test), $"{Share(Test)} of the images of each class are held out for testing.");
        }
        var images = (int)(facts.TrainImages * (1 - test) * (1 - Validation));
        if (facts.ValidationImages == 0 && !chosen.Settings.ContainsKey(ValidationFraction) && ChoosesEpoch(images, pretrained, chosen))
            yield return new(ValidationFraction, Text(Validation), $"{Share(Validation)} of the training images are held out for validation.");
    }

    // The head alone is solved with cross-validation, without epochs. Fine-tuning takes a few epochs that all do, so that on few images a share
    // to train on is worth more than a choice by a handful of images.
    private static bool ChoosesEpoch(int images, string pretrained, ChosenSettings chosen) => chosen.Settings.ContainsKey("unknown") || chosen.Settings.GetValueOrDefault("transfer", "auto").ToUpperInvariant() switch
    {
        "AUTO" => new TrainingOptions { Pretrained = pretrained }.ForImages(images).Transfer != TransferMode.Head,
        "HEAD" => false,
        "FINE-TUNE" => images >= LeastToFineTuneOnPart,
        _ => true,
    };

    private static NetworkPlan? PlanOf(Architecture network, int channels, int side) => PlanAttempt.Of(network, new(channels, side, side), AnyClasses).Plan;

    private static string Share(double fraction) => string.Create(CultureInfo.InvariantCulture, $"{100 * fraction:0} %");

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
