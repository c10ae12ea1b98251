using System.Collections.Immutable;
using MlNetCnn.Experiments;
using Spectre.Console;

namespace MlNetCnn.Cli;

/// <summary>The cross-validation of `mlnetcnn train --folds`, which predicts each training image by a model that did not train on it.</summary>
internal sealed class CrossValidation(Terminal terminal, Interruption interruption, int folds)
{
    /// <exception cref="InvalidDataException">There are fewer images or groups than folds.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    public CrossValidationResult Run(TrainStart start, OutputFolder folder)
    {
        var images = start.Driver.Data.Train;
        var all = Split(images, start.Driver.Options.Seed);
        NoteRareClasses(images);
        var scores = all.Select(fold => Predict(start, fold)).ToArray();
        var result = new CrossValidationResult(new OutOfFold(images, all, scores), folds, folder);
        result.Save();
        return result;
    }

    private ImmutableArray<ImageFold> Split(ImageSplit images, int seed)
    {
        try
        {
            return images.Folds(folds, seed);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException($"--folds {folds}: {e.Message}", e);
        }
    }

    private float[][] Predict(TrainStart start, ImageFold fold)
    {
        var (final, name) = (start.Driver, $"fold {fold.Index + 1}/{folds}");
        using var driver = new RunDriver(final.Plan, final.Data, final.Options with { Rows = fold.TrainPositions, TensorBoardFolder = null }, []);
        terminal.Progress.WriteLine($"{name}: {fold.Train.Count:N0} images to train on, {fold.Held.Count:N0} held out");
        TrainingDisplay.Show(
            terminal, start.Epochs, (epochs, batches) => driver.Train(null, epochs, batches, final.Options.CancellationToken), interruption, $"{name}  ");
        interruption.Stop.ThrowIfCancellationRequested();
        return [.. OutOfFold.Scores(driver.Model.Transform(fold.Held.ToDataView(driver.Ml)), interruption.Stop)];
    }

    private void NoteRareClasses(ImageSplit images)
    {
        var groups = images.Groups;
        var rare = Enumerable.Range(0, images.Count).GroupBy(i => images.Labels[i], i => groups.IsEmpty || groups[i].Length == 0 ? $"\0{i}" : groups[i])
            .Select(c => (Name: images.ClassNames[c.Key], Count: c.Distinct().Count())).Where(c => c.Count < folds).OrderBy(c => c.Count).ToArray();
        if (rare.Length > 0)
            terminal.Note($"Fewer {(groups.IsEmpty ? "images" : "groups")} than {folds} folds, so not every fold has some: "
                + $"{NameList.Of([.. rare.Select(c => $"{c.Name} ({c.Count})")], most: 5)}.{(rare[0].Count == 1 ? " A class with one is predicted by a model that was not trained on it." : "")}");
    }
}
