using MlNetCnn;
using MlNetCnn.Training;

namespace Microsoft.ML;

/// <summary>The trainers of <c>ml.Cnn</c>.</summary>
public static class CnnTrainingExtensions
{
    /// <summary>A trainer for any network, from the catalog or your own.</summary>
    /// <param name="catalog"><c>ml.Cnn</c>.</param>
    /// <param name="architecture">The network.</param>
    /// <param name="options">How it is trained. Default: the architecture's recipe, columns <c>Label</c> and <c>Features</c>.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static CnnTrainer Classifier(this CnnCatalog catalog, Architecture architecture, TrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new CnnTrainer(catalog.Context, architecture, options ?? new TrainingOptions());
    }

    /// <summary>A trainer for any network on these columns.</summary>
    /// <param name="catalog"><c>ml.Cnn</c>.</param>
    /// <param name="architecture">The network.</param>
    /// <param name="labelColumnName">A key, a string or a whole number.</param>
    /// <param name="featureColumnName">A vector of Single or Byte of known size, or an image.</param>
    public static CnnTrainer Classifier(this CnnCatalog catalog, Architecture architecture, string labelColumnName, string featureColumnName) =>
        catalog.Classifier(architecture, new TrainingOptions { LabelColumn = labelColumnName, FeatureColumn = featureColumnName });

    /// <summary>A trainer that starts from a pretrained network, for transfer learning: with few images its last layer is solved for, with more the last layers are trained too.</summary>
    /// <param name="catalog"><c>ml.Cnn</c>.</param>
    /// <param name="pretrained">A name of <see cref="PretrainedNetworks"/> or a file with its network (.onnx). Default: <c>resnet18-imagenet</c>.</param>
    /// <param name="options">How it is trained, see <see cref="TrainingOptions.Transfer"/>. Default: columns <c>Label</c> and <c>Features</c>.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the file holds weights only.</exception>
    /// <exception cref="IOException">There are no such weights.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or cannot be read as a network.</exception>
    public static CnnTrainer Pretrained(this CnnCatalog catalog, string pretrained = ImageNetResNet18.Name, TrainingOptions? options = null)
    {
        var architecture = PretrainedNetworks.TryFind(pretrained, out var entry) ? entry.Architecture : PretrainedNetwork.Load(pretrained).RequireArchitecture();
        return catalog.Classifier(architecture, (options ?? new TrainingOptions()) with { Pretrained = pretrained });
    }

    /// <summary>A trainer for the book's LeNet; see <see cref="Classifier(CnnCatalog, Architecture, TrainingOptions?)"/>.</summary>
    public static CnnTrainer LeNet(this CnnCatalog catalog, TrainingOptions? options = null) => catalog.Classifier(Architectures.LeNet(), options);

    /// <summary>A trainer for the book's LeNet on these columns.</summary>
    public static CnnTrainer LeNet(this CnnCatalog catalog, string labelColumnName, string featureColumnName) =>
        catalog.Classifier(Architectures.LeNet(), labelColumnName, featureColumnName);

    /// <summary>A trainer for LeNet with ReLU and max pooling; see <see cref="Classifier(CnnCatalog, Architecture, TrainingOptions?)"/>.</summary>
    public static CnnTrainer LeNetRelu(this CnnCatalog catalog, TrainingOptions? options = null) => catalog.Classifier(Architectures.LeNetRelu(), options);

    /// <summary>A trainer for LeNet with ReLU and max pooling on these columns.</summary>
    public static CnnTrainer LeNetRelu(this CnnCatalog catalog, string labelColumnName, string featureColumnName) =>
        catalog.Classifier(Architectures.LeNetRelu(), labelColumnName, featureColumnName);

    /// <summary>A trainer for the book's multilayer perceptron, the baseline without convolutions; see <see cref="Classifier(CnnCatalog, Architecture, TrainingOptions?)"/>.</summary>
    public static CnnTrainer Mlp(this CnnCatalog catalog, TrainingOptions? options = null) => catalog.Classifier(Architectures.Mlp(), options);

    /// <summary>A trainer for the book's multilayer perceptron, the baseline without convolutions on these columns.</summary>
    public static CnnTrainer Mlp(this CnnCatalog catalog, string labelColumnName, string featureColumnName) =>
        catalog.Classifier(Architectures.Mlp(), labelColumnName, featureColumnName);

    /// <summary>A trainer for the book's AlexNet; see <see cref="Classifier(CnnCatalog, Architecture, TrainingOptions?)"/>.</summary>
    public static CnnTrainer AlexNet(this CnnCatalog catalog, TrainingOptions? options = null) => catalog.Classifier(Architectures.AlexNet(), options);

    /// <summary>A trainer for the book's AlexNet on these columns.</summary>
    public static CnnTrainer AlexNet(this CnnCatalog catalog, string labelColumnName, string featureColumnName) =>
        catalog.Classifier(Architectures.AlexNet(), labelColumnName, featureColumnName);

    /// <summary>A trainer for VGG-11; see <see cref="Classifier(CnnCatalog, Architecture, TrainingOptions?)"/>.</summary>
    public static CnnTrainer Vgg11(this CnnCatalog catalog, TrainingOptions? options = null) => catalog.Classifier(Architectures.Vgg(11), options);

    /// <summary>A trainer for VGG-11 on these columns.</summary>
    public static CnnTrainer Vgg11(this CnnCatalog catalog, string labelColumnName, string featureColumnName) =>
        catalog.Classifier(Architectures.Vgg(11), labelColumnName, featureColumnName);

    /// <summary>A trainer for VGG-13; see <see cref="Classifier(CnnCatalog, Architecture, TrainingOptions?)"/>.</summary>
    public static CnnTrainer Vgg13(this CnnCatalog catalog, TrainingOptions? options = null) => catalog.Classifier(Architectures.Vgg(13), options);

    /// <summary>A trainer for VGG-13 on these columns.</summary>
    public static CnnTrainer Vgg13(this CnnCatalog catalog, string labelColumnName, string featureColumnName) =>
        catalog.Classifier(Architectures.Vgg(13), labelColumnName, featureColumnName);

    /// <summary>A trainer for VGG-16; see <see cref="Classifier(CnnCatalog, Architecture, TrainingOptions?)"/>.</summary>
    public static CnnTrainer Vgg16(this CnnCatalog catalog, TrainingOptions? options = null) => catalog.Classifier(Architectures.Vgg(16), options);

    /// <summary>A trainer for VGG-16 on these columns.</summary>
    public static CnnTrainer Vgg16(this CnnCatalog catalog, string labelColumnName, string featureColumnName) =>
        catalog.Classifier(Architectures.Vgg(16), labelColumnName, featureColumnName);

    /// <summary>A trainer for VGG-19; see <see cref="Classifier(CnnCatalog, Architecture, TrainingOptions?)"/>.</summary>
    public static CnnTrainer Vgg19(this CnnCatalog catalog, TrainingOptions? options = null) => catalog.Classifier(Architectures.Vgg(19), options);

    /// <summary>A trainer for VGG-19 on these columns.</summary>
    public static CnnTrainer Vgg19(this CnnCatalog catalog, string labelColumnName, string featureColumnName) =>
        catalog.Classifier(Architectures.Vgg(19), labelColumnName, featureColumnName);

    /// <summary>A trainer for the book's network in network; see <see cref="Classifier(CnnCatalog, Architecture, TrainingOptions?)"/>.</summary>
    public static CnnTrainer NiN(this CnnCatalog catalog, TrainingOptions? options = null) => catalog.Classifier(Architectures.NiN(), options);

    /// <summary>A trainer for the book's network in network on these columns.</summary>
    public static CnnTrainer NiN(this CnnCatalog catalog, string labelColumnName, string featureColumnName) =>
        catalog.Classifier(Architectures.NiN(), labelColumnName, featureColumnName);

    /// <summary>A trainer for the book's GoogLeNet; see <see cref="Classifier(CnnCatalog, Architecture, TrainingOptions?)"/>.</summary>
    public static CnnTrainer GoogLeNet(this CnnCatalog catalog, TrainingOptions? options = null) => catalog.Classifier(Architectures.GoogLeNet(), options);

    /// <summary>A trainer for the book's GoogLeNet on these columns.</summary>
    public static CnnTrainer GoogLeNet(this CnnCatalog catalog, string labelColumnName, string featureColumnName) =>
        catalog.Classifier(Architectures.GoogLeNet(), labelColumnName, featureColumnName);

    /// <summary>A trainer for the book's ResNet-18; see <see cref="Classifier(CnnCatalog, Architecture, TrainingOptions?)"/>.</summary>
    public static CnnTrainer ResNet18(this CnnCatalog catalog, TrainingOptions? options = null) => catalog.Classifier(Architectures.ResNet(18), options);

    /// <summary>A trainer for the book's ResNet-18 on these columns.</summary>
    public static CnnTrainer ResNet18(this CnnCatalog catalog, string labelColumnName, string featureColumnName) =>
        catalog.Classifier(Architectures.ResNet(18), labelColumnName, featureColumnName);

    /// <summary>A trainer for the book's ResNet-34; see <see cref="Classifier(CnnCatalog, Architecture, TrainingOptions?)"/>.</summary>
    public static CnnTrainer ResNet34(this CnnCatalog catalog, TrainingOptions? options = null) => catalog.Classifier(Architectures.ResNet(34), options);

    /// <summary>A trainer for the book's ResNet-34 on these columns.</summary>
    public static CnnTrainer ResNet34(this CnnCatalog catalog, string labelColumnName, string featureColumnName) =>
        catalog.Classifier(Architectures.ResNet(34), labelColumnName, featureColumnName);

    /// <summary>A trainer for a small ResNeXt; see <see cref="Classifier(CnnCatalog, Architecture, TrainingOptions?)"/>.</summary>
    public static CnnTrainer ResNeXt(this CnnCatalog catalog, TrainingOptions? options = null) => catalog.Classifier(Architectures.ResNeXt(), options);

    /// <summary>A trainer for a small ResNeXt on these columns.</summary>
    public static CnnTrainer ResNeXt(this CnnCatalog catalog, string labelColumnName, string featureColumnName) =>
        catalog.Classifier(Architectures.ResNeXt(), labelColumnName, featureColumnName);

    /// <summary>A trainer for the book's DenseNet; see <see cref="Classifier(CnnCatalog, Architecture, TrainingOptions?)"/>.</summary>
    public static CnnTrainer DenseNet(this CnnCatalog catalog, TrainingOptions? options = null) => catalog.Classifier(Architectures.DenseNet(), options);

    /// <summary>A trainer for the book's DenseNet on these columns.</summary>
    public static CnnTrainer DenseNet(this CnnCatalog catalog, string labelColumnName, string featureColumnName) =>
        catalog.Classifier(Architectures.DenseNet(), labelColumnName, featureColumnName);
}
