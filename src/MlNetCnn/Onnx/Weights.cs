using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace MlNetCnn;

/// <summary>The trained values of a network by name, as in a PyTorch <c>state_dict</c>: <c>conv1.weight</c>, <c>stem.bn.running_mean</c>.</summary>
public sealed class Weights : IReadOnlyDictionary<string, WeightTensor>
{
    private readonly FrozenDictionary<string, WeightTensor> _tensors;

    /// <summary>Weights of these names.</summary>
    /// <exception cref="ArgumentException">A name comes twice.</exception>
    public Weights(IEnumerable<KeyValuePair<string, WeightTensor>> tensors) =>
        _tensors = new Dictionary<string, WeightTensor>(tensors).ToFrozenDictionary(StringComparer.Ordinal);

    /// <inheritdoc/>
    public int Count => _tensors.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _tensors.Keys;

    /// <inheritdoc/>
    public IEnumerable<WeightTensor> Values => _tensors.Values;

    /// <inheritdoc/>
    public WeightTensor this[string key] => _tensors[key];

    /// <summary>Checks that these are the weights of this plan: every tensor there, none more, each of its shape.</summary>
    /// <exception cref="ArgumentException">They are not; the message names the first tensors that are missing, unexpected or of another shape.</exception>
    public void Check(NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var expected = plan.Tensors.ToDictionary(t => t.Name, t => t.Shape, StringComparer.Ordinal);
        var missing = plan.Tensors.Select(t => t.Name).Where(n => !_tensors.ContainsKey(n)).ToArray();
        var unexpected = Keys.Where(n => !expected.ContainsKey(n)).Order(StringComparer.Ordinal).ToArray();
        var misshaped = plan.Tensors
            .Where(t => _tensors.TryGetValue(t.Name, out var found) && !found.Shape.Equals(t.Shape))
            .Select(t => $"{t.Name} is {_tensors[t.Name].Shape} instead of {t.Shape}").ToArray();
        var complaints = new[] { Complaint("missing", missing), Complaint("not in the network", unexpected), Complaint("of another shape", misshaped) }.OfType<string>().ToArray();
        if (complaints.Length > 0)
            throw new ArgumentException($"The weights do not fit network '{plan.Architecture.Name}' of {plan.Input} and {plan.Classes} classes: {string.Join("; ", complaints)}.");
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _tensors.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out WeightTensor value) => _tensors.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, WeightTensor>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, WeightTensor>>)_tensors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string? Complaint(string what, string[] names) =>
        names.Length == 0 ? null : $"{what}: {string.Join(", ", names.Take(3))}{(names.Length > 3 ? $" and {names.Length - 3} more" : "")}";
}
