using System.Collections.Immutable;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>
/// Shows which places of an image speak for a class: Grad-CAM (Selvaraju et al. 2017). Of a layer with feature maps Aᵏ it gives
/// <c>ReLU(Σₖ αₖ Aᵏ)</c>, where αₖ is the mean over the places of the gradient of the class's logit with respect to Aᵏ.
/// </summary>
/// <remarks>
/// It runs on the CPU, in 32-bit floats, with the network in evaluation mode. One caller at a time. Building it draws numbers from TorchSharp's
/// process-wide random state.
/// </remarks>
public sealed class GradCam : IDisposable
{
    private readonly CnnModel _model;
    private readonly Module<Tensor, Tensor> _module;

    /// <summary>Builds the network with the model's weights.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="LibTorchException">libtorch cannot be loaded; the message says what is missing.</exception>
    public GradCam(CnnModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        LibTorch.EnsureLoaded();
        _model = model;
        _module = ModuleBuilder.Build(model.Plan);
        WeightTransfer.Write(model.Weights, _module, model.Plan);
        _module.eval();
    }

    /// <summary>The paths of the layers that can be looked at: those that give feature maps. The last in order of computation is last.</summary>
    /// <param name="plan">The network.</param>
    public static ImmutableArray<string> LayersOf(NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. plan.Steps.Where(s => s.Output.IsImage).Select(s => s.Path)];
    }

    /// <summary>
    /// The layer that is looked at unless another is named: the last whose maps have more than one place and that does no pooling, as in the paper
    /// the last convolution with its activation. Null where the network has none, as those without convolutions.
    /// </summary>
    /// <param name="plan">The network.</param>
    public static string? DefaultLayer(NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return LayerProbe.LayersOf(plan).LastOrDefault(s => s.Output.IsImage && s.Output.Height * s.Output.Width > 1
            && s.Layer is not (MaxPool2d or AvgPool2d or AdaptiveAvgPool2d or Dropout))?.Path;
    }

    /// <summary>Explains one image.</summary>
    /// <param name="pixels"><c>[C, H, W]</c>, row-major, on the scale of the model's preprocessing: 0–255 unless trained otherwise.</param>
    /// <param name="classIndex">The class, counted from 0. Default: the likeliest.</param>
    /// <param name="layer">The path of a layer or block that gives feature maps. Default: <see cref="DefaultLayer"/>.</param>
    /// <exception cref="ArgumentException">The pixels are not those of one image, or there is no such class or layer.</exception>
    public GradCamMap Explain(ReadOnlySpan<float> pixels, int? classIndex = null, string? layer = null)
    {
        var plan = _model.Plan;
        if (pixels.Length != plan.Input.Elements)
            throw new ArgumentException($"An image of {plan.Input} has {plan.Input.Elements} values, but got {pixels.Length}.", nameof(pixels));
        if (classIndex is { } wanted && (wanted < 0 || wanted >= plan.Classes))
            throw new ArgumentOutOfRangeException(nameof(classIndex), classIndex, $"The network has {plan.Classes} classes, counted from 0.");
        var path = layer ?? DefaultLayer(plan) ?? throw new ArgumentException(
            $"The network '{plan.Architecture.Name}' has no layer whose feature maps have more than one place, so that Grad-CAM has nothing to show.", nameof(layer));
        if (!LayersOf(plan).Contains(path))
            throw new ArgumentException($"The network '{plan.Architecture.Name}' has no layer '{path}' that gives feature maps.", nameof(layer));

        using var scope = NewDisposeScope();
        Tensor? maps = null;
        // What comes behind may overwrite or release the layer's output: it gets a copy.
        var hook = ((Module<Tensor, Tensor>)_module.named_modules().Single(m => m.name == path).module).register_forward_hook((_, _, output) =>
        {
            maps = output.alias();
            return output.clone();
        });
        Tensor logits;
        try
        {
            logits = _module.call(Prepared(pixels)); // [1, C, H, W] → [1, classes]
        }
        finally
        {
            hook.remove();
        }
        var index = classIndex ?? (int)logits.argmax(1).item<long>();
        var logit = logits[0, index];
        var gradient = autograd.grad([logit], [maps!])[0]; // [1, K, h, w]
        var weights = gradient.mean([2, 3], keepdim: true); // → [1, K, 1, 1]
        var heat = functional.relu(weights.mul(maps!).sum(1)).detach().contiguous(); // → [1, h, w]
        return new GradCamMap
        {
            Layer = path,
            Class = index,
            Logit = logit.item<float>(),
            Probability = functional.softmax(logits, 1)[0, index].item<float>(),
            Height = (int)heat.shape[1],
            Width = (int)heat.shape[2],
            Values = [.. heat.data<float>()],
        };
    }

    /// <summary>Releases the network.</summary>
    public void Dispose() => _module.Dispose();

    private Tensor Prepared(ReadOnlySpan<float> pixels)
    {
        var preprocessing = _model.Preprocessing;
        var image = tensor(pixels.ToArray(), [1, .. _model.Plan.Input.Dimensions.Select(d => (long)d)]).Times(preprocessing.Scale);
        if (preprocessing.Mean.IsEmpty)
            return image;
        long[] perChannel = [1, _model.Plan.Input.Channels, 1, 1];
        return image.sub(tensor(preprocessing.Mean.ToArray(), perChannel)).div(tensor(preprocessing.Std.ToArray(), perChannel));
    }
}
