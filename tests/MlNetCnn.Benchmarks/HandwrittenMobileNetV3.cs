using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Benchmarks;

/// <summary>torchvision's MobileNetV3-small as one writes it with TorchSharp.</summary>
internal sealed class HandwrittenMobileNetV3 : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> _net;

    public HandwrittenMobileNetV3()
        : base("mobilenet_v3_small")
    {
        _net = Sequential(
            Convolution(3, 16, 3, 2, 1, Hardswish()),
            new Block(3, 16, 16, 16, true, false, 2), new Block(3, 16, 72, 24, false, false, 2), new Block(3, 24, 88, 24, false, false, 1),
            new Block(5, 24, 96, 40, true, true, 2), new Block(5, 40, 240, 40, true, true, 1), new Block(5, 40, 240, 40, true, true, 1),
            new Block(5, 40, 120, 48, true, true, 1), new Block(5, 48, 144, 48, true, true, 1), new Block(5, 48, 288, 96, true, true, 2),
            new Block(5, 96, 576, 96, true, true, 1), new Block(5, 96, 576, 96, true, true, 1),
            Convolution(96, 576, 1, 1, 1, Hardswish()), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
            nn.Linear(576, 1024), Hardswish(), nn.Dropout(0.2), nn.Linear(1024, Network.Classes));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => _net.call(input);

    private static Module<Tensor, Tensor> Hardswish() => nn.Hardswish(inplace: true);

    private static Module<Tensor, Tensor> Convolution(int from, int to, int kernel, int stride, int groups, Module<Tensor, Tensor>? activation)
    {
        var (conv, norm) = (nn.Conv2d(from, to, kernel, stride: stride, padding: kernel / 2, groups: groups, bias: false), nn.BatchNorm2d(to, eps: 1e-3, momentum: 0.01));
        return activation is null ? Sequential(conv, norm) : Sequential(conv, norm, activation);
    }

    private sealed class Block : Module<Tensor, Tensor>
    {
        private readonly bool _adds;
        private readonly Module<Tensor, Tensor> _expand;
        private readonly Module<Tensor, Tensor>? _squeeze;
        private readonly Module<Tensor, Tensor> _project;

        public Block(int kernel, int from, int expanded, int to, bool squeezes, bool swishes, int stride)
            : base("block")
        {
            _adds = stride == 1 && from == to;
            var depthwise = Convolution(expanded, expanded, kernel, stride, expanded, Activation(swishes));
            _expand = expanded == from ? depthwise : Sequential(Convolution(from, expanded, 1, 1, 1, Activation(swishes)), depthwise);
            var squeezed = Math.Max(8, (expanded / 4 + 4) / 8 * 8);
            _squeeze = squeezes
                ? Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(expanded, squeezed, 1), nn.ReLU(inplace: true), nn.Conv2d(squeezed, expanded, 1), nn.Hardsigmoid(inplace: true))
                : null;
            _project = Convolution(expanded, to, 1, 1, 1, null);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var x = _expand.call(input);
            x = _project.call(_squeeze is null ? x : x * _squeeze.call(x));
            return _adds ? x.add_(input) : x;
        }

        private static Module<Tensor, Tensor> Activation(bool swishes) => swishes ? Hardswish() : nn.ReLU(inplace: true);
    }
}
