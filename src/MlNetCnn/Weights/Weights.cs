using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace MlNetCnn;

/// <summary>The trained values of a network by name, as in a PyTorch <c>state_dict</c>: <c>conv1.weight</c>, <c>stem.bn.running_mean</c>.</summary>
public sealed class Weights : IReadOnlyDictionary<string, WeightTensor>
{
    private readonly FrozenDictionary<string, WeightTensor> _tensors;
    private readonly string _prefix = "";

    /// <summary>Weights of these names.</summary>
    /// <exception cref="ArgumentException">A name comes twice.</exception>
    public Weights(IEnumerable<KeyValuePair<string, WeightTensor>> tensors) =>
        _tensors = new Dictionary<string, WeightTensor>(tensors).ToFrozenDictionary(StringComparer.Ordinal);

    internal Weights(IEnumerable<KeyValuePair<string, WeightTensor>> tensors, IEnumerable<LeftOutTensor> leftOut, string? checkpointKey = null, string prefix = "")
        : this(tensors) => (LeftOut, CheckpointKey, _prefix) = ([.. leftOut], checkpointKey, prefix);

    /// <inheritdoc/>
    public int Count => _tensors.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _tensors.Keys;

    /// <inheritdoc/>
    public IEnumerable<WeightTensor> Values => _tensors.Values;

    /// <inheritdoc/>
    public WeightTensor this[string key] => _tensors[key];

    /// <summary>
    /// What the file these were read from holds besides: tensors of whole numbers, truth values, complex or 8-bit floating point numbers,
    /// and those without a value or a dimension. In the order of the file.
    /// </summary>
    public ImmutableArray<LeftOutTensor> LeftOut { get; } = [];

    /// <summary>
    /// Under which key these were in the file, where it is a checkpoint that has other things besides: <c>model_state_dict</c>. Null where
    /// the file has nothing else.
    /// </summary>
    public string? CheckpointKey { get; }

    /// <summary>
    /// Reads the weights of a safetensors file, or of a file that PyTorch's <c>torch.save</c> wrote (.pth, .pt): its first bytes say which
    /// it is. Values of 16 bits are widened and those of 64 rounded to 32; whatever else is there is listed in <see cref="LeftOut"/>.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Of PyTorch's files both formats are read (https://docs.pytorch.org/docs/stable/notes/serialization.html): the ZIP of 1.6 and later,
    /// and the one before. No code in them is run: only tensors, numbers, texts, lists and dictionaries are read, and a file that asks for
    /// anything else, such as a whole pickled model, is refused. Tensors may be views with strides and share their storage.
    /// </para>
    /// <para>
    /// Of a checkpoint, the dictionary of tensors is taken that stands under <c>state_dict</c>, <c>model_state_dict</c>, <c>model</c> or a
    /// like key (<see cref="CheckpointKey"/>). Names lose the prefixes <c>module.</c>, <c>_orig_mod.</c> and <c>model.</c> where all
    /// have them, unless all of the network's have them too, and the old ones of DenseNet become those of today.
    /// </para>
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">
    /// The file is neither, is damaged, has no tensors by name or asks for more than tensors; the message says what to do.
    /// </exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static Weights Load(string path) => WeightFile.Read(path);

    /// <summary>
    /// Reads the weights of a safetensors file, such as those published for PyTorch. Values of type F32 are taken as they are, F16 and
    /// BF16 widened, F64 rounded; whatever else is there is listed in <see cref="LeftOut"/>.
    /// </summary>
    /// <remarks>The format is https://github.com/huggingface/safetensors's. Tensors are read one by one, so that the file may be larger than 2 GB.</remarks>
    /// <param name="path">The .safetensors file.</param>
    /// <exception cref="InvalidDataException">The file is not an undamaged safetensors file, or has a tensor of 2³¹ values or more.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static Weights LoadSafeTensors(string path) => WeightFile.ReadSafeTensors(path);

    /// <summary>
    /// Writes the weights to a safetensors file, as 32-bit floats in the order of their names; equal weights give equal bytes. The file
    /// appears when it is complete; one that was there stays until then.
    /// </summary>
    /// <remarks>
    /// PyTorch's <c>load_state_dict(safetensors.torch.load_file(path))</c> takes it: the names and layouts are its own, and it fills in
    /// the counters of batches.
    /// </remarks>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="metadata">Texts to keep with the weights, by key. Default: none but <c>format</c>, which is <c>pt</c> unless given.</param>
    /// <exception cref="ArgumentException">A tensor is called <c>__metadata__</c>, or names and metadata take more than 100 MB.</exception>
    /// <exception cref="IOException">The file cannot be written; the message says why.</exception>
    public void SaveSafeTensors(string path, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, stream => SafeTensorsWriter.Write(this, metadata, stream));

    /// <summary>Finds the tensors of a network among these, by name and shape.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="matching">How closely they must fit. Default: exactly.</param>
    /// <exception cref="ArgumentException">They do not; the message names the first tensors that are missing, unexpected or of another shape.</exception>
    public WeightMatch MatchTo(NetworkPlan plan, WeightMatching matching = WeightMatching.Exact)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return WeightMatch.Of(plan, this, matching);
    }

    /// <summary>With as much of the prefix that was taken off as all names of the network have: it has a block called so itself.</summary>
    internal Weights For(NetworkPlan plan)
    {
        for (var own = _prefix; own.Length > 0; own = own[(own.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (plan.Tensors.All(t => t.Name.StartsWith(own, StringComparison.Ordinal)))
                return new(this.Select(w => KeyValuePair.Create(own + w.Key, w.Value)), LeftOut.Select(t => t with { Name = own + t.Name }), CheckpointKey);
        }
        return this;
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _tensors.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out WeightTensor value) => _tensors.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, WeightTensor>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, WeightTensor>>)_tensors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
