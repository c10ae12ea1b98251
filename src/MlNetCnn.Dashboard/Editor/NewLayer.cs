using System.Reflection;

namespace MlNetCnn.Dashboard;

/// <summary>New layers with settings that usually fit at their position.</summary>
internal static class NewLayer
{
    private const int UsualChannels = 16, UsualFeatures = 64;

    /// <summary>A layer of this JSON kind (<c>conv2d</c>) for an input shape, null if unknown.</summary>
    public static Layer Of(string kind, TensorShape? input)
    {
        var channels = input is { IsImage: true } ? input.Channels : UsualChannels;
        var type = LayerKinds.Find(kind) ?? throw new ArgumentException($"There is no kind of layer '{kind}'.", nameof(kind));
        return Usual(type, channels) ?? Neutral(type);
    }

    private static Layer? Usual(Type type, int channels) => Neutral(type) switch
    {
        Conv2d => new Conv2d(Math.Max(UsualChannels, channels), 3) { Padding = 1 },
        Linear => new Linear(UsualFeatures),
        ConvTranspose2d => new ConvTranspose2d(channels, 2) { Stride = 2 },
        Upsample => new Upsample(2),
        GroupNorm => new GroupNorm(channels % 8 == 0 ? 8 : 1),
        ChannelShuffle => new ChannelShuffle(channels % 2 == 0 ? 2 : 1),
        ChannelSlice => new ChannelSlice(0, Math.Max(1, channels / 2)),
        Scale => new Scale([new AdaptiveAvgPool2d(1), new Conv2d(channels, 1), new Sigmoid()]),
        MaxPool2d => new MaxPool2d(2),
        AvgPool2d => new AvgPool2d(2),
        Residual => new Residual([new Conv2d(channels, 3) { Padding = 1 }, new BatchNorm2d()]) { Activation = new ReLU() },
        Concat => new Concat([new Conv2d(channels, 1), new Conv2d(channels, 3) { Padding = 1 }]),
        _ => null,
    };

    /// <summary>Required settings are 1 or empty, others at their default, so that new kinds of layers work too.</summary>
    private static Layer Neutral(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        return (Layer)constructor.Invoke([.. constructor.GetParameters().Select(Argument)]);
    }

    private static object? Argument(ParameterInfo parameter) => parameter switch
    {
        { HasDefaultValue: true } => parameter.DefaultValue,
        _ when parameter.ParameterType == typeof(LayerList) => LayerList.Empty,
        _ when parameter.ParameterType == typeof(Size2d) => new Size2d(1),
        _ when parameter.ParameterType.IsValueType => Activator.CreateInstance(parameter.ParameterType),
        _ => null,
    };
}
