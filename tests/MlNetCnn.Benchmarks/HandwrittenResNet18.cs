using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Benchmarks;

/// <summary>The book's ResNet-18 as one writes it with TorchSharp.</summary>
internal sealed class HandwrittenResNet18 : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> _net;

    public HandwrittenResNet18()
        : base("resnet18")
    {
        _net = Sequential(
            nn.Conv2d(3, 64, 7, stride: 2, padding: 3), nn.BatchNorm2d(64), nn.ReLU(inplace: true), nn.MaxPool2d(3, 2, 1),
            new ResidualBlock(64, 64, 1), new ResidualBlock(64, 64, 1),
            new ResidualBlock(64, 128, 2), new ResidualBlock(128, 128, 1),
            new ResidualBlock(128, 256, 2), new ResidualBlock(256, 256, 1),
            new ResidualBlock(256, 512, 2), new ResidualBlock(512, 512, 1),
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, Network.Classes));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => _net.call(input);

    private sealed class ResidualBlock : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> _body;
        private readonly Module<Tensor, Tensor>? _shortcut;

        public ResidualBlock(int from, int to, int stride)
            : base("residual")
        {
            _body = Sequential(
                nn.Conv2d(from, to, 3, stride: stride, padding: 1), nn.BatchNorm2d(to), nn.ReLU(inplace: true),
                nn.Conv2d(to, to, 3, padding: 1), nn.BatchNorm2d(to));
            _shortcut = stride == 1 ? null : nn.Conv2d(from, to, 1, stride: stride);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => _body.call(input).add_(_shortcut?.call(input) ?? input).relu_();
    }
}
