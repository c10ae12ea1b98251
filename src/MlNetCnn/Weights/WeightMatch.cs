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
        Missing = [.. plan.Tensors.Select(t => t.Name).Where(n => !weights.ContainsKey(n))];
        Unexpected = [.. weights.Keys.Concat(weights.LeftOut.Select(t => t.Name)).Where(n => !names.Contains(n) && !IsCounter(n)).Order(StringComparer.Ordinal)];
        var misshaped = plan.Tensors
            .Where(t => weights.TryGetValue(t.Name, out var found) && !found.Shape.Equals(t.Shape))
            .Select(t => new MisshapedTensor(t.Name, weights[t.Name].Shape, t.Shape)).ToArray();
        Head = matching == WeightMatching.FreshHead ? HeadOf(plan, misshaped) : [];
        Misshaped = [.. misshaped.Except(Head)];
        var isWhole = weights.Count == names.Count && weights.LeftOut.IsEmpty && Missing.IsEmpty && misshaped.Length == 0;
        Used = isWhole ? weights : new Weights(plan.Tensors
            .Where(t => weights.TryGetValue(t.Name, out var found) && found.Shape.Equals(t.Shape))
            .Select(t => KeyValuePair.Create(t.Name, weights[t.Name])));
        _unread = weights.LeftOut.Where(t => names.Contains(t.Name)).ToDictionary(t => t.Name, t => t.ToString(), StringComparer.Ordinal);
    }

    /// <summary>The network.</summary>
    public NetworkPlan Plan { get; }

    /// <summary>The tensors that fit, all of them tensors of the network.</summary>
    public Weights Used { get; }

    /// <summary>The network's tensors that are not there, in the order of computation.</summary>
    public ImmutableArray<string> Missing { get; }

    /// <summary>
    /// The tensors that the network does not have, in the order of their names. Counters of batches (<c>num_batches_tracked</c>) are not
    /// listed: PyTorch writes them and nothing here needs them.
    /// </summary>
    public ImmutableArray<string> Unexpected { get; }

    /// <summary>The tensors of another shape than the network's, in the order of computation, without those of <see cref="Head"/>.</summary>
    public ImmutableArray<MisshapedTensor> Misshaped { get; }

    /// <summary>
    /// The tensors that are of another shape only because they belong to another number of classes, in the order of computation; found
    /// with <see cref="WeightMatching.FreshHead"/> only. They are not used.
    /// </summary>
    public ImmutableArray<MisshapedTensor> Head { get; }

    /// <summary>Whether nothing is missing, unexpected or of another shape; a fresh head does not count.</summary>
    public bool Fits => Missing.IsEmpty && Unexpected.IsEmpty && Misshaped.IsEmpty;

    /// <summary>What does not fit, the first tensors of each kind named; empty where everything does.</summary>
    public override string ToString() => string.Join("; ", new[]
    {
        Complaint("missing", [.. Missing.Select(n => _unread.TryGetValue(n, out var text) ? $"{text}, a type that is not read" : n)]),
        Complaint("not in the network", Unexpected),
        Complaint("of another shape", [.. Misshaped.Select(m => m.ToString())]),
        Complaint("left out for another number of classes", [.. Head.Select(m => m.ToString())]),
    }.OfType<string>());

    internal static WeightMatch Of(NetworkPlan plan, Weights weights, WeightMatching matching)
    {
        var match = new WeightMatch(plan, weights, matching);
        if (matching != WeightMatching.WhatFits && !match.Fits)
            throw new ArgumentException($"The weights do not fit network '{plan.Architecture.Name}' of {plan.Input} and {plan.Classes} classes: {match}.");
        return match;
    }

    private static bool IsCounter(string name) => name[(name.LastIndexOf('.') + 1)..] == "num_batches_tracked";

    // The weights' own number of classes is read off a layer of open width; what that number explains is the head.
    private static ImmutableArray<MisshapedTensor> HeadOf(NetworkPlan plan, MisshapedTensor[] misshaped)
    {
        var open = plan.Steps.Where(s => s.Layer.IsOpen)
            .SelectMany(s => s.Tensors).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        if (misshaped.FirstOrDefault(m => open.Contains(m.Name)) is not { Found.Dimensions: [>= 2 and var classes, ..] })
            return [];
        try
        {
            var shapes = plan.Architecture.Plan(plan.Input, classes).Tensors.ToDictionary(t => t.Name, t => t.Shape, StringComparer.Ordinal);
            return [.. misshaped.Where(m => shapes[m.Name].Equals(m.Found))];
        }
        catch (LayerShapeException)
        {
            return []; // the network cannot have so many classes
        }
    }

    private static string? Complaint(string what, ImmutableArray<string> names) =>
        names.IsEmpty ? null : $"{what}: {string.Join(", ", names.Take(3))}{(names.Length > 3 ? $" and {names.Length - 3} more" : "")}";
}
