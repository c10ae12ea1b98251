using System.Collections.Immutable;
using System.Globalization;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>The evaluation of a draft: its runs, its networks planned for the images, and errors by field.</summary>
public sealed class PipelineCheck
{
    private readonly Dictionary<string, string> _problems = [];

    private PipelineCheck(PipelineDraft draft, StoredDataSet? data, Func<string, NetworkSource?> find, Run? origin)
    {
        Data = data;
        if (data is null)
            _problems["data"] = $"There is no data set '{draft.Data}' here.";
        var images = Images(draft, data);
        var shape = ShapeOf(data, ImageSettings.Parse(images));
        if (shape is null && data is not null && !_problems.ContainsKey("size"))
            _problems["size"] = "The images differ in size: give the size they all get.";
        Networks = [.. draft.Networks.Select(reference => NetworkOf(reference, find(reference), _problems.ContainsKey("size") ? null : shape, data))];
        if (Networks.FirstOrDefault(n => n.Source is null) is { } missing)
            _problems["architecture"] = missing.Problem!;
        Priority = Read("priority", draft.Priority, text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : throw new FormatException($"The priority is a whole number, but got '{text}'.")) ?? 0;
        Choices = new(
            [.. Networks.Select(n => n.Source?.Architecture).OfType<Architecture>().Distinct()],
            draft.Settings.ToImmutableSortedDictionary(s => s.Key, s => SettingValues.Of(TrainingSettings.Find(s.Key), s.Value), StringComparer.Ordinal),
            Read("seeds", draft.Seeds, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seeds) && seeds >= 1
                ? seeds : throw new FormatException($"The number of seeds is a whole number from 1 up, but got '{text}'.")) ?? 1);
        if (Choices.Problem is var (field, sentence))
            _problems.TryAdd(field, sentence);
        CheckSettings();
        CheckValidation(data);
        CheckMemory();
        if (Choices.Networks.IsEmpty || data is null)
            return;
        OmittedFolds = origin?.Request.Folds;
        var start = draft.StartsAnew ? null : origin?.Request;
        Request = new RunRequest
        {
            Architecture = Choices.Networks[0],
            Data = data.Entry.Name,
            Images = images,
            Name = draft.Name.Trim() is { Length: > 0 } name ? name : null,
            Group = draft.Group.Trim() is { Length: > 0 } group ? group : null,
            Tags = [.. draft.Tags.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()],
            Settings = Choices.First,
            InitialWeights = start?.InitialWeights,
            ContinueFrom = start?.ContinueFrom,
            Strangers = Choices.First.GetValueOrDefault("unknown") == origin?.Request.Settings.GetValueOrDefault("unknown") ? origin?.Request.Strangers : null,
        };
        Runs = RunsOf(Request);
    }

    /// <summary>Null where there is no data set of that name.</summary>
    public StoredDataSet? Data { get; }

    /// <summary>In the order of the form, at least one.</summary>
    public ImmutableArray<PipelineNetwork> Networks { get; }

    /// <summary>The first network; null where it is unknown, or the image shape is.</summary>
    public NetworkView? View => Networks[0].View;

    public PipelineChoices Choices { get; }

    /// <summary>Every setting, including those from the recipe of the first network; empty where a setting is invalid.</summary>
    public IReadOnlyDictionary<string, string> Effective { get; private set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The training recipe of the first run, or null where a setting is invalid.</summary>
    public TrainingRecipe? Recipe { get; private set; }

    public int Priority { get; }

    /// <summary>The first run, valid or not; null without data or network.</summary>
    public RunRequest? Request { get; }

    /// <summary>The folds of the cross-validation of the run that the form was copied from, which is not repeated; null for none.</summary>
    public int? OmittedFolds { get; }

    /// <summary>All runs; empty where a setting is invalid.</summary>
    public IReadOnlyList<RunRequest> Runs { get; private set; } = [];

    /// <summary>Why nothing can start, as a sentence, or null.</summary>
    public string? Obstacle => _problems.Values.FirstOrDefault() ?? Misfit
        ?? (Data is { Path: null } ? $"'{Data.Entry.Name}' is not on this machine yet: download it first." : null);

    private string? Misfit => Networks.FirstOrDefault(n => n.Problem is not null) is { } network
        ? Networks.Length == 1 ? network.Problem : $"{network.Name}: {network.Problem}"
        : null;

    /// <summary><paramref name="origin"/>: the run that the form was copied from, or null.</summary>
    internal static PipelineCheck Of(PipelineDraft draft, DataSetStore data, OwnNetworks networks, Run? origin = null)
    {
        var copied = origin is null ? null : NetworkSource.Of(origin);
        return new(draft, data.Find(draft.Data), name => name == copied?.Reference ? copied : NetworkSource.Find(name, networks), origin);
    }

    /// <summary>The error of a field, or null.</summary>
    public string? Problem(string field) => _problems.GetValueOrDefault(field);

    private static PipelineNetwork NetworkOf(string reference, NetworkSource? source, TensorShape? shape, StoredDataSet? data) => new(
        reference, source, source is null || shape is null || data is null ? null : NetworkView.Of(source.Architecture, shape, data.Entry.Classes.Length));

    /// <summary>The valid image settings.</summary>
    private ImmutableSortedDictionary<string, string> Images(PipelineDraft draft, StoredDataSet? data)
    {
        foreach (var (name, text) in draft.Images)
        {
            try
            {
                ImageSettings.Find(name).Read(text, new()).Check();
            }
            catch (Exception e) when (e is FormatException or ArgumentException)
            {
                _problems[name] = BrowserWords.Of(e);
            }
        }
        if (draft.Images.ContainsKey("test-fraction") && data?.Entry.TestImages > 0)
            _problems["test-fraction"] = $"'{data.Entry.Name}' has test images of its own: leave this empty.";
        return draft.Images.RemoveRange(_problems.Keys);
    }

    // Each setting on its own first, so that an error is shown at its field; then all together.
    private void CheckSettings()
    {
        foreach (var (name, values) in Choices.Settings)
        {
            foreach (var text in values)
                CheckSetting(TrainingSettings.Find(name), text);
        }
        if (Choices.Networks.IsEmpty || Choices.Settings.Keys.Any(_problems.ContainsKey))
            return;
        Try(() =>
        {
            var options = TrainingSettings.Parse(Choices.First);
            Recipe = options.RecipeFor(Choices.Networks[0]);
            Effective = TrainingSettings.Effective(options, Choices.Networks[0]);
        });
    }

    private void CheckValidation(StoredDataSet? data)
    {
        if (data is null)
            return;
        var fractions = Choices.Settings.GetValueOrDefault("validation-fraction", ["0"]);
        if (data.Entry.ValidationImages > 0 && fractions.Any(f => f != "0"))
            _problems.TryAdd("validation-fraction", $"'{data.Entry.Name}' has validation images of its own: leave this empty.");
        if (data.Entry.ValidationImages == 0 && fractions.Contains("0") && Choices.Settings.ContainsKey("patience"))
            _problems.TryAdd("patience", $"This needs validation images, which '{data.Entry.Name}' does not have: set a validation fraction above 0.");
    }

    private void CheckMemory()
    {
        if (Recipe is null)
            return;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var recipes =
            from batch in Choices.Settings.GetValueOrDefault("batch-size", [$"{Recipe.BatchSize}"])
            from network in Networks
            where network.View?.Plan is not null
            let recipe = TrainingSettings.Parse(Choices.First.SetItem("batch-size", batch)).RecipeFor(network.Source!.Architecture)
            select (recipe.BatchSize, Needed: recipe.CostsOf(network.View!.Plan!).TrainingBytes);
        if (recipes.Where(r => r.Needed > memory).Select(r => ((int, long)?)r).FirstOrDefault() is var (size, needed))
        {
            _problems.TryAdd("batch-size", $"Training with mini-batches of {size:N0} images needs about {Quantity.Bytes(needed)}, but this machine has "
                + $"{Quantity.Bytes(memory)} of memory: take smaller batches, or smaller images.");
        }
    }

    private void CheckSetting(TrainingSetting setting, string text)
    {
        try
        {
            var options = setting.Read(text, new());
            foreach (var network in Choices.Networks)
                options.RecipeFor(network);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            _problems[setting.Name] = SettingWords.Problem(setting.Name, e.Message);
        }
    }

    private IReadOnlyList<RunRequest> RunsOf(RunRequest request)
    {
        if (!Choices.IsSweep)
            return [request];
        IReadOnlyList<RunRequest> runs = [];
        if (_problems.Count == 0)
        {
            Try(() => runs = [.. Choices.Sweep(request).Requests().Select(r => r with
            {
                Name = request.Name,
                InitialWeights = request.InitialWeights,
                ContinueFrom = request.ContinueFrom,
                Strangers = request.Strangers,
            })]);
        }
        return runs;
    }

    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            _problems[Choices.Settings.ContainsKey("patience") ? "patience" : "training"] = e.Message;
        }
    }

    private T? Read<T>(string field, string text, Func<string, T> read)
        where T : struct
    {
        if (text.Trim() is not { Length: > 0 } typed)
            return null;
        try
        {
            return read(typed);
        }
        catch (FormatException e)
        {
            _problems[field] = e.Message;
            return null;
        }
    }

    private static TensorShape? ShapeOf(StoredDataSet? data, ImageLoading images) =>
        data?.Entry.Shape is { } own ? new TensorShape(images.Channels ?? own.Channels, images.Size?.Height ?? own.Height, images.Size?.Width ?? own.Width)
        : data is not null && images.Size is { } all ? new TensorShape(images.Channels ?? 3, all.Height, all.Width)
        : null;
}
