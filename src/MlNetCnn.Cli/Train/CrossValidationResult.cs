using MlNetCnn.Experiments;
using Spectre.Console;

namespace MlNetCnn.Cli;

/// <summary>What a cross-validation came to, and the folder of its files.</summary>
internal sealed record CrossValidationResult(OutOfFold Predictions, int Folds, OutputFolder Folder)
{
    // Real data sets have up to about 10 % (Northcutt et al. 2021).
    private const double MostErrors = 0.15;

    private readonly ClassificationMetrics _metrics = Predictions.Metrics();

    private readonly MeanAndDeviation _overFolds = MeanAndDeviation.Of(Predictions.AccuracyByFold);

    private readonly LabelErrors _errors = LabelErrors.Find(Predictions.Labels, Predictions.Probabilities);

    public CardFolds Card => new(Folds, _metrics, _overFolds.Mean, _overFolds.Sd);

    public object Document => new
    {
        Folds,
        Pooled = new FigureDocument(_metrics),
        Classes = FigureDocument.OfClasses(_metrics),
        _metrics.Confusion,
        MeanAccuracy = _overFolds.Mean,
        AccuracySd = _overFolds.Sd,
        AccuracyByFold = Predictions.AccuracyByFold.AsEnumerable(),
        OutOfFold = Path.GetFullPath(Folder.OutOfFold),
        LabelErrors = new { Found = _errors.Found.Length, _errors.EstimatedShare, File = Path.GetFullPath(Folder.LabelErrors) },
    };

    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Save()
    {
        Predictions.Save(Folder.OutOfFold);
        _errors.Save(Folder.LabelErrors, Predictions);
    }

    public void WriteText(Terminal terminal)
    {
        terminal.Say($"{Folds}-fold cross-validation, each of the {_metrics.Images:N0} training images predicted by a model that did not train on it:");
        terminal.Say($"all predictions together: accuracy {FigureText.Of(_metrics.Accuracy, _metrics.AccuracyInterval)}, macro F1 {_metrics.MacroF1:0.0000}, log-loss {_metrics.LogLoss:0.0000}");
        terminal.Say($"mean of the {Folds} folds ± standard deviation: accuracy {PercentText.Number(_overFolds.Mean)} ± {PercentText.Of(_overFolds.Sd)}");
        terminal.Out.WriteLine();
        foreach (var figures in ConfusionTable.Of(_metrics, terminal.Out))
            terminal.Out.Write(figures);
        terminal.Say($"Predictions   {Folder.OutOfFold}");
        terminal.Say($"Label errors  {Folder.LabelErrors} ({_errors.Found.Length:N0} labels to check, the most suspicious first)");
        if (_errors.EstimatedShare > MostErrors)
            terminal.Note($"By these predictions {100 * _errors.EstimatedShare:0} % of the labels would be wrong: the models are probably too weak to judge labels. Train longer, or use a better network.");
        terminal.Say("");
    }
}
