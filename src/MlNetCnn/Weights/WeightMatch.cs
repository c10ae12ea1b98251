using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>Which tensors of some weights fit a network, by name and shape, and which do not.</summary>
public sealed class WeightMatch
{
    private readonly Dictionary<string, string> _unread;

    private WeightMatch(NetworkPlan plan, Weights weights, WeightMatching matching)
    {
        Plan = plan;
        var names = plan.Tensors.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var missing = plan.Tensors.Select(t => t.Name).Where(n => !weights.ContainsKey(n)).ToArray();
        var unexpected = weights.Keys.Concat(weights.LeftOut.Select(t => t.Name))
            .Where(n => !names.Contains(n) && !IsCounter(n)).Order(StringComparer.Ordinal).ToArray();
        var misshaped = plan.Tensors
            .Where(t => weights.TryGetValue(t.Name, out var found) && !found.Shape.Equals(t.Shape))
            .Select(t => new MisshapedTensor(t.Name, weights[t.Name].Shape, t.Shape)).ToArray();
        Head = matching == WeightMatching.FreshHead ? HeadOf(plan, misshaped) : [];
        Misshaped = [.. misshaped.Except(Head)];
        var absent = matching == WeightMatching.FreshHead ? AbsentHead(plan, missing.Except(weights.LeftOut.Select(t => t.Name))) : [];
        Missing = [.. missing.Except(absent)];
        OtherHead = absent.Length > 0 && Missing.IsEmpty && Misshaped.IsEmpty ? HeadIn(unexpected, weights, names.Except(absent)) : [];
        Unexpected = [.. unexpected.Except(OtherHead)];
        StartingAnew = [.. plan.Tensors.Select(t => t.Name).Where(n => absent.Contains(n) || Head.Any(t => t.Name == n))];
        var isWhole = weights.Count == names.Count && weights.LeftOut.IsEmpty && missing.Length == 0 && misshaped.Length == 0;
        Used = isWhole ? weights : new Weights(plan.Tensors
            .Where(t => weights.TryGetValue(t.Name, out var found) && found.Shape.Equals(t.Shape))
            .Select(t => KeyValuePair.Create(t.Name, weights[t.Name])));
        _unread = weights.LeftOut.Where(t => names.Contains(t.Name)).ToDictionary(t => t.Name, t => t.ToString(), StringComparer.Ordinal);
    }

    /// <summary>The network.</summary>
    public NetworkPlan Plan { get; }

    /// <summary>The tensors that fit, all of them tensors of the network.</summary>
    public Weights Used { get; }

    /// <summary>The network's tensors that are not there, in the order of computation, without those of <see cref="StartingAnew"/>.</summary>
    public ImmutableArray<string> Missing { get; }

    /// <summary>
    /// The tensors that the network does not have, in the order of their names, without those of <see cref="OtherHead"/>. Counters
    /// (<c>num_batches_tracked</c>, <c>n_averaged</c>) are not listed: PyTorch writes them and nothing here needs them.
    /// </summary>
    public ImmutableArray<string> Unexpected { get; }

    /// <summary>The tensors of another shape than the network's, in the order of computation, without those of <see cref="Head"/>.</summary>
    public ImmutableArray<MisshapedTensor> Misshaped { get; }

    /// <summary>
    /// The tensors that are of another shape only because they belong to another number of classes, in the order of computation; found
    /// with <see cref="WeightMatching.FreshHead"/> only. They are not used.
    /// </summary>
    public ImmutableArray<MisshapedTensor> Head { get; }

    /// <summary>
    /// The network's tensors that keep their initial values, in the order of computation: those of <see cref="Head"/>, and the whole head
    /// where the weights have none. With <see cref="WeightMatching.FreshHead"/> only.
    /// </summary>
    public ImmutableArray<string> StartingAnew { get; }

    /// <summary>
    /// The tensors of another network's head that take the place of this network's, in the order of their names: matrices and vectors
    /// under a name that nothing else of the network has, where everything but the head fits. With
    /// <see cref="WeightMatching.FreshHead"/> only. They are not used.
    /// </summary>
    public ImmutableArray<string> OtherHead { get; }

    /// <summary>Whether nothing is missing, unexpected or of another shape; a fresh head does not count.</summary>
    public bool Fits => Missing.IsEmpty && Unexpected.IsEmpty && Misshaped.IsEmpty;

    /// <summary>What does not fit or starts anew, the first tensors of each kind named; empty where everything fits.</summary>
    public override string ToString() => string.Join("; ", new[]
    {
        Complaint("missing", [.. Missing.Select(n => _unread.TryGetValue(n, out var text) ? $"{text}, a type that is not read" : n)]),
        Complaint("not in the network", Unexpected),
        Complaint("of another shape", [.. Misshaped.Select(m => m.ToString())]),
        Complaint("left out for another number of classes", [.. Head.Select(m => m.ToString())]),
        Complaint("starting anew without weights", Fits ? [.. StartingAnew.Except(Head.Select(m => m.Name))] : []),
        Complaint("left out as another head", OtherHead),
    }.OfType<string>());

    internal static WeightMatch Of(NetworkPlan plan, Weights weights, WeightMatching matching)
    {
        var match = new WeightMatch(plan, weights.For(plan), matching);
        if (matching != WeightMatching.WhatFits && !match.Fits)
            throw new ArgumentException($"The weights do not fit network '{plan.Architecture.Name}' of {plan.Input} and {plan.Classes} classes: {match}. Take the network they were saved from, or weights of this one.");
        return match;
    }

    private static bool IsCounter(string name) => name[(name.LastIndexOf('.') + 1)..] is "num_batches_tracked" or "n_averaged";

    // The weights' own number of classes is read off a layer of open width; what that number explains is the head.
    private static ImmutableArray<MisshapedTensor> HeadOf(NetworkPlan plan, MisshapedTensor[] misshaped)
    {
        var open = plan.Steps.Where(s => s.Layer.IsOpen)
            .SelectMany(s => s.Tensors).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        return misshaped.FirstOrDefault(m => open.Contains(m.Name)) is { Found.Dimensions: [>= 2 and var classes, ..] }
            && ShapesFor(plan, classes) is { } shapes ? [.. misshaped.Where(m => shapes[m.Name].Equals(m.Found))] : [];
    }

    // All under the outermost names of what follows from the number of classes, if the weights have nothing of it; else that alone.
    private static string[] AbsentHead(NetworkPlan plan, IEnumerable<string> missing)
    {
        var absent = missing.ToHashSet(StringComparer.Ordinal);
        var shapes = ShapesFor(plan, plan.Classes + 1);
        string[] least = [.. plan.Tensors.Where(t => shapes is not null && !shapes[t.Name].Equals(t.Shape)).Select(t => t.Name)];
        var outermost = least.Select(Outermost).ToHashSet(StringComparer.Ordinal);
        string[][] heads = [[.. plan.Tensors.Select(t => t.Name).Where(n => outermost.Contains(Outermost(n)))], least];
        return heads.FirstOrDefault(h => h.Length < plan.Tensors.Length && h.All(absent.Contains)) ?? [];
    }

    private static ImmutableArray<string> HeadIn(IEnumerable<string> unexpected, Weights weights, IEnumerable<string> backbone)
    {
        var taken = backbone.Select(Outermost).ToHashSet(StringComparer.Ordinal);
        return [.. unexpected.Where(n => !taken.Contains(Outermost(n))
            && weights.TryGetValue(n, out var found) && found.Shape.Dimensions.Skip(2).All(d => d == 1))];
    }

    private static string Outermost(string name) => name.Split('.')[0];

    /// <summary>The tensors' shapes for another number of classes, or null where the network cannot have so many.</summary>
    private static Dictionary<string, TensorShape>? ShapesFor(NetworkPlan plan, int classes)
    {
        try
        {
            return plan.Architecture.Plan(plan.Input, classes).Tensors.ToDictionary(t => t.Name, t => t.Shape, StringComparer.Ordinal);
        }
        catch (LayerShapeException)
        {
            return null;
        }
    }

    private static string? Complaint(string what, ImmutableArray<string> names) =>
        names.IsEmpty ? null : $"{what}: {string.Join(", ", names.Take(3))}{(names.Length > 3 ? $" and {names.Length - 3} more" : "")}";
}
