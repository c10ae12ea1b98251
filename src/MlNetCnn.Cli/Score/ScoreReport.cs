using Spectre.Console;

namespace MlNetCnn.Cli;

internal static class ScoreReport
{
    public static void Write(Terminal terminal, ScoringGraph model, IReadOnlyList<ScoredImage> images, CostMatrix? costs, int top)
    {
        var resized = images.Count(image => image.Resized);
        var (width, height) = (model.Image.Width, model.Image.Height);
        if (resized > 0)
            terminal.Note($"{resized:N0} of {images.Count:N0} images had another size than the model's {height}×{width} and {(resized == 1 ? "was" : "were")} resized.");
        if (terminal.IsJson)
            terminal.WriteJson(images.Select(image => ToJson(image, model, costs, top)));
        else if (images.Count > 0)
            terminal.Out.Write(ToTable(images, model, costs, top).For(terminal.Out));
    }

    private static object ToJson(ScoredImage image, ScoringGraph model, CostMatrix? costs, int top)
    {
        var classNames = model.ClassNames;
        var (best, decision) = (image.Top(1).Single(), costs?.Decide(image.Probabilities));
        return new
        {
            Input = image.Path,
            Label = classNames[best],
            Probability = image.Probabilities[best],
            image.IsKnown,
            Decision = decision is { } decided ? new { Label = classNames[decided], ExpectedCost = costs!.ExpectedCost(image.Probabilities, decided) } : null,
            Scores = image.Top(top).ToDictionary(i => classNames[i], i => image.Probabilities[i]),
        };
    }

    private static FittingTable ToTable(IReadOnlyList<ScoredImage> images, ScoringGraph model, CostMatrix? costs, int top)
    {
        var classNames = model.ClassNames;
        var table = new FittingTable().AddText("image").AddNumber("size", rank: 2).AddText("class").AddNumber("probability");
        if (costs is not null)
            table.AddText("least expected cost");
        if (top > 1)
            table.AddText("next", rank: 1);
        var bold = new Style(decoration: Decoration.Bold);
        foreach (var image in images)
        {
            int[] likeliest = [.. image.Top(top)];
            table.AddRow([
                new Text(image.Path), new Text($"{image.Height}×{image.Width}"), image.IsKnown == false ? new Text($"unknown, perhaps {classNames[likeliest[0]]}") : new Text(classNames[likeliest[0]], bold),
                new Text($"{image.Probabilities[likeliest[0]]:0.000}"),
                .. costs is not null ? [new Text(classNames[costs.Decide(image.Probabilities)])] : Array.Empty<Text>(),
                .. top > 1 ? [new Text(string.Join(", ", likeliest.Skip(1).Select(i => $"{classNames[i]} {image.Probabilities[i]:0.000}")))] : Array.Empty<Text>(),
            ]);
        }
        return table;
    }
}
