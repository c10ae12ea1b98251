namespace MlNetCnn;

/// <summary>Some neighboring channels of <c>C×H×W</c>, for branches that each take a part of them (ShuffleNetV2, Ma et al. 2018).</summary>
/// <remarks>As PyTorch's <c>x[:, start:start + count]</c> and ONNX's <c>Slice</c>.</remarks>
/// <param name="Start">The first channel, from 0.</param>
/// <param name="Count">How many channels, at least 1.</param>
public sealed record ChannelSlice([property: Within(0)] int Start, [property: Within(1)] int Count) : Layer
{
    internal override LayerFigures Infer(LayerInput at)
    {
        var (channels, height, width) = at.Image();
        at.Require((long)Start + Count <= channels,
            $"takes channels {Start} to {(long)Start + Count - 1}, but {at.From} gives {channels} channels, from 0 to {channels - 1}.");
        return new(new TensorShape(Count, height, width));
    }

    internal override SavedActivations Saves(TensorShape input, TensorShape output) => default;

    internal override int? SourceOf(int channel, TensorShape input, TensorShape output) => Start + channel;

    internal override string WriteOnnx(OnnxLayer at) =>
        at.Result("Slice", [at.Input, at.Numbers("start", Start), at.Numbers("end", Start + Count), at.Numbers("axis", 1)]);
}
