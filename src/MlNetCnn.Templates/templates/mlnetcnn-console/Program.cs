using System.Globalization;
using Microsoft.ML;
using MlNetCnn;
using MlNetCnn.Training;

const string Model = "model.onnx";

try
{
    switch (args)
    {
        case ["train", var folder]:
            Train(folder, epochs: 20);
            return 0;
        case ["train", var folder, var epochs]:
            Train(folder, int.Parse(epochs, CultureInfo.InvariantCulture));
            return 0;
        case ["score", _, ..]:
            Score(args[1..]);
            return 0;
        default:
            Console.WriteLine("""
                dotnet run -- train FOLDER [EPOCHS]   trains on a folder with a folder of images for each class
                dotnet run -- score IMAGE...          classifies images
                """);
            return 2;
    }
}
catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException or FormatException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static void Train(string folder, int epochs)
{
    var ml = new MLContext(seed: 1);
    var images = ml.Cnn.LoadImages(folder, size: 32); // every image becomes 32×32
    var (train, test) = ml.Cnn.Split(images, testFraction: 0.2, seed: 1);

    using var model = ml.Cnn.ResNet18(new() { Epochs = epochs, Progress = new EpochLog() }).Fit(train);

    var metrics = ml.MulticlassClassification.Evaluate(model.Transform(test));
    Console.WriteLine($"test accuracy {metrics.MicroAccuracy:p1}");
    ml.Model.Save(model, train.Schema, "model.zip"); // any ML.NET app loads this
    model.SaveOnnx(Model);                           // any ONNX runtime loads this
    Console.WriteLine($"saved model.zip and {Model}");
}

static void Score(string[] files)
{
    if (!File.Exists(Model))
        throw new FileNotFoundException($"{Model} was not found in this folder: train it first.");
    using var scorer = new CnnScorer(CnnModel.Load(Model));
    var probabilities = new float[scorer.ClassNames.Length];
    foreach (var file in files)
    {
        scorer.Score(ImageFile.Read(file, scorer.InputShape).Pixels.AsSpan(), probabilities);
        var likeliest = Array.IndexOf(probabilities, probabilities.Max());
        Console.WriteLine($"{file}: {scorer.ClassNames[likeliest]} {probabilities[likeliest]:p1}");
    }
}

internal sealed class EpochLog : IProgress<EpochMetrics>
{
    public void Report(EpochMetrics value) => Console.WriteLine($"epoch {value.Epoch}: loss {value.TrainLoss:g4}, training accuracy {value.TrainAccuracy:p1}");
}
