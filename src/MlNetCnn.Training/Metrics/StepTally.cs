using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MlNetCnn.Training;

/// <summary>
/// Adds up what steps come to: losses, right answers, lengths of gradients. On a GPU they are added there and fetched once in many steps,
/// because each time a value is fetched the processor waits for the GPU and the GPU then for the processor.
/// </summary>
/// <param name="device">Where the steps are computed.</param>
/// <param name="waits">Whether values wait on the device; false fetches each step's at once.</param>
internal sealed class StepTally(Device device, bool waits) : IDisposable
{
    private const int StepsAtOnce = 32;

    private Metrics _fetched;
    private Tensor? _sums; // [3]: losses times images, right answers, lengths
    private int _steps;
    private int _images;
    private int _lengths;

    /// <summary>As is best for the device.</summary>
    public StepTally(Device device)
        : this(device, waits: device.type == DeviceType.CUDA)
    {
    }

    /// <summary>Whether it is time to look: after each step, or where values wait after some.</summary>
    public bool IsDue => waits ? _steps >= StepsAtOnce : _fetched.Images > 0;

    /// <summary>Whether lengths of gradients are better handed over as tensors.</summary>
    public bool Waits => waits;

    /// <summary>A step's mean loss, and its logits [n, classes] of images with labels [n].</summary>
    public void Add(Tensor loss, Tensor logits, Tensor labels)
    {
        using var noGradients = no_grad();
        var images = (int)labels.shape[0];
        if (waits)
            Add(loss.to(ScalarType.Float64).Times(images), logits.argmax(1).eq(labels).sum().to(ScalarType.Float64), images);
        else
            _fetched.Add(loss.item<float>(), RightAnswers(logits.cpu().contiguous(), labels.cpu().contiguous()), images);
    }

    /// <summary>The length of a step's gradients.</summary>
    public void AddLength(double length) => _fetched.AddGradientNorm(length);

    /// <summary>The length of a step's gradients, on the device.</summary>
    public void AddLength(Tensor length)
    {
        using var noGradients = no_grad();
        Sums[2].Plus_(length.to(ScalarType.Float64));
        _lengths++;
    }

    /// <summary>Fetches what was added since the last time, and begins anew.</summary>
    public void MoveInto(ref Metrics metrics)
    {
        metrics.Add(_fetched);
        _fetched = default;
        if (_sums is null)
            return;
        using var noGradients = no_grad();
        using (var sums = _sums.cpu())
        {
            var values = sums.data<double>();
            metrics.Add(new Metrics(values[0], (long)values[1], _images, values[2], _lengths));
        }
        Forget();
    }

    /// <summary>Begins anew.</summary>
    public void Forget()
    {
        _sums?.Dispose();
        (_sums, _fetched, _steps, _images, _lengths) = (null, default, 0, 0, 0);
    }

    public void Dispose() => Forget();

    private Tensor Sums => _sums ??= zeros(3, ScalarType.Float64, device).DetachFromDisposeScope();

    /// <summary>In how many rows the largest logit, the first where several are as large, is the label's; in one loop instead of three tensors.</summary>
    private static int RightAnswers(Tensor logits, Tensor labels)
    {
        var scores = MemoryMarshal.Cast<byte, float>(logits.bytes);
        var answers = MemoryMarshal.Cast<byte, long>(labels.bytes);
        var (classes, right) = ((int)logits.shape[1], 0);
        for (var row = 0; row < answers.Length; row++)
        {
            if (TensorPrimitives.IndexOfMax(scores.Slice(row * classes, classes)) == answers[row])
                right++;
        }
        return right;
    }

    private void Add(Tensor losses, Tensor correct, int images)
    {
        Sums[0].Plus_(losses);
        Sums[1].Plus_(correct);
        (_steps, _images) = (_steps + 1, _images + images);
    }
}
