using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>
/// The result of a training. Metrics are null where the data have no such images, or training was aborted before they were measured.
/// </summary>
internal sealed record TrainReport(
    TrainStart Start, TestResult? Train, TestResult? Validation, TestResult? Test, OutputFolder Folder, bool Stopped, string? Run, CrossValidationResult? Folds)
{
    private const string OfFolds = "Not tested: no images are left for it. The figures of the cross-validation are of models like it, trained on fewer.";

    /// <summary>The folder of a program that uses the model, or null.</summary>
    public string? Sample { get; init; }

    /// <summary>Whether it is the first run that is kept.</summary>
    public required bool IsFirst { get; init; }

    public void Write(Terminal terminal)
    {
        if (terminal.IsJson)
            terminal.WriteJson(Document());
        else if (terminal.IsQuiet)
            terminal.SayResult(Line());
        else
            WriteText(terminal);
    }

    private void WriteText(Terminal terminal)
    {
        terminal.Say("");
        Folds?.WriteText(terminal);
        if (Untested is not null)
            terminal.Say(Untested);
        if (Train is { Metrics: var figures })
            terminal.Say($"on the {Train.Images:N0} training images{(Start.Driver.Options.ValidationFraction > 0 ? ", those held out for validation among them" : "")}: accuracy {FigureText.Of(figures.Accuracy, figures.AccuracyInterval)}, log-loss {figures.LogLoss:0.0000}");
        if (Validation is not null && Test is not null)
            terminal.Say($"on the {Validation.Images:N0} validation images: accuracy {FigureText.Of(Validation.Metrics.Accuracy, Validation.Metrics.AccuracyInterval)}, log-loss {Validation.Metrics.LogLoss:0.0000}");
        if ((Test ?? Validation) is { } measured)
        {
            terminal.Say(Test is null
                ? $"on the {measured.Images:N0} validation images, which chose the best epoch:"
                : $"on the {measured.Images:N0} test images:");
            TestReport.Write(terminal.Out, measured, ConfidenceOf(measured));
        }
        if (Doubt is not null)
            terminal.Say(Doubt);
        terminal.Say($"ML.NET  {Folder.Zip}");
        if (Start.Driver.Data.EnlargesFiles)
            terminal.Note($"model.zip takes pixels: many training images are smaller than {Start.Driver.Plan.Input.Height}×{Start.Driver.Plan.Input.Width}, and ML.NET alone enlarges files otherwise than training does. "
                + "A smaller --size gives a model.zip that takes files.");
        terminal.Say($"ONNX    {Folder.Onnx}");
        if (Sample is not null)
            terminal.Say($"Sample  dotnet run --project {ShellWord.Quote(Sample)}{(Start.Driver.TakesFiles ? " -- photo.jpg" : "")}");
        if (File.Exists(Folder.ModelCard))
            terminal.Say($"Card    {Folder.ModelCard}");
        if (Run is not null)
            terminal.Say($"Run     {Run}");
        if (Start.Driver.Options.TensorBoardFolder is { } board)
            terminal.Say($"Curves  tensorboard --logdir {board}");
        if (!IsFirst || !terminal.IsWatched)
            return;
        terminal.Say("");
        foreach (var line in NextSteps.After(Folder))
            terminal.Say(line);
    }

    private string Line()
    {
        var (images, measured) = Test is not null ? ("test", Test) : ("validation", Validation);
        var accuracy = measured is null ? "not measured" : $"{images} accuracy {PercentText.Of(measured.Metrics.Accuracy)}";
        return $"{Start.Driver.Plan.Architecture.Name}: {accuracy}, {Folder.Zip}{(Run is null ? "" : $", run {Run}")}";
    }

    private string? Untested => Start.Driver.Data.Test is null ? Folds is null ? NotTested.Sentence : OfFolds : Test is null ? NotTested.Stopped : null;

    private string? Doubt => (Test ?? Validation) is { Metrics: var m } ? Guessing.Sentence(m.AccuracyInterval, m.Images, m.Classes.Select(c => (c.Name, c.Images))) : null;

    private ConfidenceReport ConfidenceOf(TestResult measured) => new(new PlannedGraph(Start.Driver.Model.Model), measured);

    private object Document() => new
    {
        NotTested = Untested,
        Architecture = Start.Driver.Plan.Architecture.Name,
        Start.Driver.Device,
        Start.Settings,
        Epochs = Start.Driver.Epochs.Select(EpochDocument.Of),
        CrossValidation = Folds?.Document,
        Train = Train is null ? null : new FigureDocument(Train.Metrics),
        Validation = Validation is null ? null : new FigureDocument(Validation.Metrics),
        Test = Test is null ? null : new FigureDocument(Test.Metrics),
        Doubt,
        Confidence = (Test ?? Validation) is { } measured ? ConfidenceOf(measured).Document() : null,
        Model = Path.GetFullPath(Folder.Zip),
        Onnx = Path.GetFullPath(Folder.Onnx),
        ModelCard = File.Exists(Folder.ModelCard) ? Path.GetFullPath(Folder.ModelCard) : null,
        Sample = Sample is null ? null : Path.GetFullPath(Sample),
        Stopped,
        Weights = Start.Initial is null ? null : new { File = Path.GetFullPath(Start.Initial.Path), Start.Initial.StartingAnew },
        Pretrained = Start.Pretrained is { } entry ? new { entry.Name, entry.License, entry.Source } : null,
        ContinuedFrom = Start.Continued is null ? null : Path.GetFullPath(Start.Continued.Path),
        ResumedFrom = Start.Checkpoint is not { Found: { } found } place ? null : new { File = Path.GetFullPath(place.Path), found.Epoch, found.Batch },
        Frozen = Start.IsSolved ? [] : Start.Driver.Options.Freeze,
        Run,
    };
}
