using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>
/// torchvision's published weights for the networks that the catalog has of it, as <c>torchvision/models</c> states them: names of files,
/// whose last part begins their SHA-256, and the percentage of ImageNet's validation images that they classify correctly.
/// </summary>
internal static class TorchvisionWeights
{
    private const int Classes = 1000;

    private static readonly Preprocessing Preprocessing = new() { Mean = [0.485f, 0.456f, 0.406f], Std = [0.229f, 0.224f, 0.225f] };

    public static ImmutableArray<PretrainedEntry> Entries { get; } =
    [
        Of("torchvision-alexnet", "alexnet-owt-7be5be79", 56.522),
        Of("torchvision-vgg11-bn", "vgg11_bn-6002323d", 70.370),
        Of("torchvision-vgg16", "vgg16-397923af", 71.592),
        Of("torchvision-resnet18", "resnet18-f37072fd", 69.758),
        Of("torchvision-resnet34", "resnet34-b627a593", 73.314),
        Of("resnet50", "resnet50-0676ba61", 76.130),
        Of("resnet50", "resnet50-11ad3fa6", 80.858, version: 2),
        Of("resnet101", "resnet101-63fe2227", 77.374),
        Of("resnet101", "resnet101-cd907fc2", 81.886, version: 2),
        Of("resnext50", "resnext50_32x4d-7cdf4587", 77.618),
        Of("resnext50", "resnext50_32x4d-1a0047aa", 81.198, version: 2),
        Of("wide-resnet50", "wide_resnet50_2-95faca4d", 78.468),
        Of("wide-resnet50", "wide_resnet50_2-9ba9bcbe", 81.602, version: 2),
        Of("densenet121", "densenet121-a639ec97", 74.434),
        Of("squeezenet", "squeezenet1_1-b8a52dc0", 58.178),
        Of("shufflenet-v2", "shufflenetv2_x1-5666bf0f80", 69.362),
        Of("mobilenet-v2", "mobilenet_v2-b0353104", 71.878),
        Of("mobilenet-v3-small", "mobilenet_v3_small-047dcff4", 67.668),
        Of("mobilenet-v3-large", "mobilenet_v3_large-8738ca79", 74.042),
        Of("efficientnet-b0", "efficientnet_b0_rwightman-3dd342df", 77.692),
        Of("efficientnet-b1", "efficientnet_b1_rwightman-533bc792", 78.642),
        Of("efficientnet-b2", "efficientnet_b2_rwightman-bcdf34b7", 80.608),
        Of("regnet-x-400mf", "regnet_x_400mf-adf1edd5", 72.834),
        Of("regnet-y-400mf", "regnet_y_400mf-c65dace8", 74.046),
        Of("convnext-tiny", "convnext_tiny-983f1562", 82.520),
    ];

    private static PretrainedEntry Of(string network, string file, double accuracy, int version = 1) => new(
        version == 1 ? network : $"{network}-v{version}",
        Architectures.Find(network),
        FormattableString.Invariant($"torchvision's, trained on ImageNet{(version == 1 ? "" : " by its newer recipe")}: {accuracy:0.0} % top-1 accuracy."),
        "BSD-3-Clause, as torchvision; ImageNet's terms may apply",
        "https://pytorch.org/vision/stable/models.html")
    {
        Side = Architectures.All.First(entry => entry.Name == network).DefaultInput.Height,
        Classes = Classes,
        Preprocessing = Preprocessing,
        File = new(
            $"{file}.pth", FileChecksum.Sha256(file[(file.LastIndexOf('-') + 1)..]), [new Uri($"https://download.pytorch.org/models/{file}.pth")]),
    };
}
