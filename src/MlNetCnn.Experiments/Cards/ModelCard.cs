using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>
/// <c>MODEL.md</c>: what a model was trained on and how, its figures and limits, and how to load it (Mitchell et al. 2019, <em>Model Cards for
/// Model Reporting</em>).
/// </summary>
internal sealed record ModelCard
{
    // Below this, an interval of a recall is wider than about 30 points.
    private const int FewImages = 30;

    private const int MostNames = 10;

    public required CnnModel Model { get; init; }

    public required TrainingOptions Options { get; init; }

    /// <summary>Every setting that plays a part, by name.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public required IReadOnlyList<EpochMetrics> Epochs { get; init; }

    public required string Device { get; init; }

    /// <summary>Training first.</summary>
    public required ImmutableArray<CardSplit> Splits { get; init; }

    public CardFolds? Folds { get; init; }

    /// <summary>The size of <c>model.onnx</c> in bytes.</summary>
    public required long OnnxBytes { get; init; }

    /// <inheritdoc cref="RunResult.TakesFiles"/>
    public bool TakesFiles { get; init; }

    private NetworkPlan Plan => Model.Plan;

    private bool IsNormalized => !Model.Preprocessing.Mean.IsEmpty;

    private DataReference? Data => DataReference.Read(Options.DataReference);

    private CardSplit? Test => Splits.FirstOrDefault(s => s.Name == "test");

    /// <summary>The test images, or else the validation images, if the model was measured on them, or else those of the cross-validation.</summary>
    private CardSplit? Measured => (Test ?? Splits.FirstOrDefault(s => s.Name == "validation")) is { Metrics: not null } split ? split
        : Test is null && Folds is not null ? Splits[0] with { Name = "cross-validated", Metrics = Folds.Pooled } : null;

    private bool IsOfFolds => Measured is { } measured && ReferenceEquals(measured.Metrics, Folds?.Pooled);

    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToString())));

    public override string ToString() => string.Join("\n\n",
    [
        $"# {MarkdownText.Of(Plan.Architecture.Name)}{(Data is { } data ? $" on {MarkdownText.Of(Path.GetFileName(Path.TrimEndingDirectorySeparator(data.Data)))}" : "")}",
        $"An image classifier for {Number(Plan.Classes)} classes, trained by MlNetCnn on {DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} (UTC).",
        "## Data", .. OfData(),
        "## Network", .. OfNetwork(),
        "## Recipe", .. OfRecipe(),
        "## Figures", .. OfFigures(),
        "## Calibration", .. OfCalibration(),
        "## Limits", .. OfLimits(),
        "## Load it", .. HowToLoad(),
    ]) + "\n";

    private IEnumerable<string> OfData()
    {
        if (Data is { } data)
        {
            List<string> facts = [$"Data set: {MarkdownText.Of(data.Data)}"];
            if (DataSets.TryFind(data.Data, out var entry))
                facts.AddRange([$"Contents: {MarkdownText.Of(entry.Description)}", $"License: {MarkdownText.Of(entry.License)}", $"Source: {MarkdownText.Of(entry.Source)}"]);
            else
                facts.Add("License: not known");
            if (!data.Images.IsEmpty)
                facts.Add($"Read with: {string.Join(", ", data.Images.Select(i => MarkdownText.Of($"{i.Key} {i.Value}")))}");
            yield return List(facts);
        }
        var splits = new MarkdownTable(("split", false), ("images", true), ("hash of images and labels", false));
        foreach (var split in Splits)
            splits.Add(split.Name, Number(split.Images.Count), split.Hash);
        yield return Lines(splits);
        if (Options.ValidationFraction > 0)
            yield return $"Of the training images, {PercentText.Of(Options.ValidationFraction)} were held out for validation; they chose the best epoch.";
        var classes = new MarkdownTable([("class", false), .. Splits.Select(s => (s.Name, true))]);
        int[][] counts = [.. Splits.Select(CountsOf)];
        for (var i = 0; i < Plan.Classes; i++)
            classes.Add([MarkdownText.Of(Model.ClassNames[i]), .. counts.Select(of => Number(of[i]))]);
        yield return Lines(classes);
    }

    private IEnumerable<string> OfNetwork()
    {
        yield return List(
            $"Network: {MarkdownText.Of(Plan.Architecture.Name)}",
            $"Input: {Plan.Input} pixels (channels×height×width) from 0 to 255{(IsNormalized ? "; the model normalizes them itself" : "")}",
            $"Parameters: {Number(Plan.Parameters)}",
            $"Multiply-accumulates (MACs) for an image: {Number(Plan.Macs)}",
            $"Size of model.onnx: {Quantity.Bytes(OnnxBytes)}");
        yield return Start();
    }

    private string Start()
    {
        if (!PretrainedNetworks.IsNone(Options.Pretrained))
        {
            return PretrainedNetworks.TryFind(Options.Pretrained, out var entry)
                ? $"It starts from the pretrained weights {MarkdownText.Of(entry.Name)}: {MarkdownText.Of(entry.Description)} License: {MarkdownText.Of(entry.License)}. Source: {MarkdownText.Of(entry.Source)}"
                : $"It starts from the pretrained weights of {MarkdownText.Of(Options.Pretrained)}; their license is not known.";
        }
        if (Options.ContinueFrom is { } model)
            return $"It goes on from another model{(DataReference.Read(model.DataReference) is { } before ? $", which was trained on {MarkdownText.Of(before.Data)}" : "")}.";
        return Options.InitialWeights is null ? "It starts from random weights." : "It starts from the weights of a file; their license is not known.";
    }

    private IEnumerable<string> OfRecipe()
    {
        if (Folds is not null)
            yield return $"First a cross-validation in {Folds.Count} folds: each training image was predicted by a model that was not trained on it. This model was then trained on all of them.";
        if (Epochs.Count > 0)
            yield return $"{Number(Epochs.Count)} {(Epochs.Count == 1 ? "epoch" : "epochs")} in {Epochs.Sum(e => e.Seconds).ToString("0.0", CultureInfo.InvariantCulture)} s on {MarkdownText.Of(Device)}; the weights are those after epoch {Epochs.LastOrDefault(e => e.IsBest)?.Epoch ?? Epochs[^1].Epoch}.";
        var settings = new MarkdownTable(("setting", false), ("value", false));
        foreach (var (name, value) in Settings.Where(s => TrainingSettings.Find(s.Key).Group != TrainingSettingGroup.Columns))
            settings.Add(name, MarkdownText.Of(name == "normalization" ? Normalization(value) : value));
        yield return Lines(settings);
    }

    // What a model was started from may bring a normalization of its own.
    private string Normalization(string setting) => IsNormalized && Options.Normalization == Training.Normalization.None
        ? TrainingSettings.Format(new() { Normalization = Training.Normalization.Of(Model.Preprocessing.Mean, Model.Preprocessing.Std) })["normalization"]
        : setting;

    private IEnumerable<string> OfFigures()
    {
        if (Test is null && Folds is null)
            yield return NotTested.Sentence;
        if (Splits.All(s => s.Metrics is null) && Folds is null)
            yield break;
        var figures = new MarkdownTable(("split", false), ("images", true), ("accuracy", true), ("balanced accuracy", true), ("log-loss", true), ("Brier score", true));
        foreach (var (name, images, _, metrics) in Splits)
        {
            if (metrics is not null)
                figures.Add(name, Number(images.Count), FigureText.Short(metrics.Accuracy, metrics.AccuracyInterval), FigureText.Short(metrics.MacroAccuracy, metrics.MacroAccuracyInterval),
                    Short(metrics.LogLoss), Short(metrics.Brier));
        }
        if (Folds is { Pooled: var pooled })
            figures.Add($"cross-validation, {Folds.Count} folds", Number(pooled.Images), FigureText.Short(pooled.Accuracy, pooled.AccuracyInterval), FigureText.Short(pooled.MacroAccuracy, pooled.MacroAccuracyInterval), Short(pooled.LogLoss), Short(pooled.Brier));
        yield return Lines(figures);
        yield return "In parentheses: 95 % intervals, Wilson's for shares of images, and from those of the classes for their mean. They tell how far other images of the same source would move the figure, not what other sources or another seed of training would do. The Brier score is summed over classes, from 0 to 2.";
        if (Folds is not null)
            yield return $"The cross-validation's figures are of all its predictions together, by models that were each trained on a part of the images; its folds have a mean accuracy of {PercentText.Of(Folds.MeanAccuracy)} with a standard deviation of {PercentText.Of(Folds.AccuracySd)}. Its intervals take images as independent, which those of one group are not.";
        if (Measured is not { Metrics: { } measured } split)
            yield break;
        yield return $"Each class against the others, on the {split.Name} images:";
        var classes = new MarkdownTable(("class", false), ("images", true), ("precision", true), ("recall", true), ("F1", true), ("ROC AUC", true), ("average precision", true));
        foreach (var c in measured.Classes)
        {
            classes.Add(MarkdownText.Of(c.Name), Number(c.Images), c.Precision is { } precision ? FigureText.Short(precision, c.PrecisionInterval!.Value) : "",
                c.Recall is { } recall ? FigureText.Short(recall, c.RecallInterval!.Value) : "", Short(c.F1), Short(c.RocAuc), Short(c.AveragePrecision));
        }
        yield return Lines(classes);
    }

    private IEnumerable<string> OfCalibration()
    {
        if (Model.Temperature != 1)
            yield return $"Calibrated by the temperature {Short(Model.Temperature)} (Guo et al. 2017), chosen on {(IsOfFolds ? "the predictions of the cross-validation's models" : "images that were not trained on")}: the probabilities of both files have it inside.";
        if (Measured is not { Metrics: { } measured } split)
        {
            yield return "Not measured.";
            yield break;
        }
        var table = new MarkdownTable(($"on the {split.Name} images", false), ("expected calibration error", true), ("Brier score", true), ("log-loss", true));
        // The predictions of a cross-validation were made before.
        if (IsOfFolds)
            measured = measured.AtTemperature(Model.Temperature);
        if (Model.Temperature != 1)
            Add("before", measured.AtTemperature(1 / Model.Temperature));
        Add(Model.Temperature == 1 ? "not calibrated" : "calibrated", measured);
        yield return Lines(table);
        yield return $"The error is how far apart the probability of the predicted class and how often it is right are on average, in {measured.Reliability.Bins.Length} bins of confidence.";

        void Add(string name, ClassificationMetrics metrics) => table.Add(name, PercentText.Of(metrics.Reliability.Error), Short(metrics.Brier), Short(metrics.LogLoss));
    }

    private IEnumerable<string> OfLimits()
    {
        List<string> limits = [];
        if (Test is null)
            limits.Add(IsOfFolds ? "It was not tested itself: its figures are those of the cross-validation's models, which were trained on fewer images." : Measured is null ? "It was not tested." : "It was not tested: its figures are those of the validation images, which chose the best epoch, so they flatter.");
        else if (Test.Metrics is null)
            limits.Add(NotTested.Stopped);
        if (Measured is { } split)
        {
            var counts = CountsOf(split);
            Name("Not measured for want of images", counts, count => count == 0);
            Name($"Measured on fewer than {FewImages} images each, so that their figures are rough", counts, count => count is > 0 and < FewImages);
        }
        Name($"Trained on fewer than {FewImages} images each", CountsOf(Splits[0]), count => count < FewImages);
        limits.Add($"It was {(Measured is null ? "trained" : "trained and measured")} on images of this data set only. Other cameras, places, sizes and times were not tested: measure it on images of your own with `mlnetcnn evaluate`.");
        limits.Add(Model.KnownFrom is { } known
            ? $"An image counts as known where {(Model.Familiarity is null ? "its likeliest class has a probability" : "it has a familiarity, from its embedding's Mahalanobis distance to the nearest class (Lee et al. 2018),")} of {Short(known)} or more; one that shows none of the classes may have it too."
            : $"It gives every image one of its {Number(Plan.Classes)} classes, also one that shows none of them.");
        yield return List(limits);

        void Name(string what, int[] counts, Func<int, bool> isMeant)
        {
            string[] names = [.. Model.ClassNames.Where((_, i) => isMeant(counts[i]))];
            if (names.Length > 0)
                limits.Add($"{what}: {(names.Length == Plan.Classes ? "all classes" : $"{Number(names.Length)} of {Number(Plan.Classes)} classes, {MarkdownText.Of(NameList.Of(names, MostNames))}")}.");
        }
    }

    private IEnumerable<string> HowToLoad()
    {
        var (input, pixels) = (Plan.Input, Plan.Input.Elements);
        yield return $"{(TakesFiles ? "model.zip takes the path of an image file and gives its class; model.onnx reads" : "Both read")} {Number(pixels)} pixels from 0 to 255, channel by channel and row by row. The probabilities come in the order of the table above; {(IsNormalized ? "scaling and normalization are" : "scaling is")} inside.";
        yield return $"model.zip, with the packages {ModelCode.ZipPackages(TakesFiles)}:\n\n```csharp\n{ModelCode.Zip(input, TakesFiles)}\n```";
        yield return $"model.onnx, with the package {ModelCode.OnnxPackage}:\n\n```csharp\n{ModelCode.Onnx(input)}\n```";
    }

    private int[] CountsOf(CardSplit split)
    {
        var counts = new int[Plan.Classes];
        foreach (var label in split.Images.Labels)
            counts[label]++;
        return counts;
    }

    private static string List(params IEnumerable<string> items) => string.Join('\n', items.Select(item => $"- {item}"));

    private static string Lines(MarkdownTable table) => string.Join('\n', table.Lines());

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Short(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";
}
