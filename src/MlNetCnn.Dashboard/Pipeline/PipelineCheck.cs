using System.Collections.Immutable;
using System.Globalization;
using MlNetCnn.Dashboard.Diagrams;
using MlNetCnn.Dashboard.Networks;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard.Pipeline;

/// <summary>What a draft comes to: the request, the network planned for its images, and what is wrong field by field.</summary>
internal sealed class PipelineCheck
{
    private readonly Dictionary<string, string> _problems = [];

    private PipelineCheck(PipelineDraft draft, StoredDataSet? data, NetworkSource? network)
    {
        (Data, Network) = (data, network);
        if (data is null)
            _problems["data"] = $"There is no data set '{draft.Data}' here.";
        if (network is null)
            _problems["architecture"] = $"There is no network '{draft.Network}'.";
        var size = Read("size", draft.Size, Size2d.Parse);
        if (size is { } sides && (sides.Height is < 1 or > 16_384 || sides.Width is < 1 or > 16_384))
            _problems["size"] = $"The size is {sides}, but sides must be from 1 to 16,384.";
        var channels = Read("channels", draft.Channels, text => text is "1" or "3" ? int.Parse(text, CultureInfo.InvariantCulture)
            : throw new FormatException($"There can be 1 or 3 channels, but '{text}' came."));
        var fraction = Read("test-fraction", draft.TestFraction, text => double.TryParse(text, CultureInfo.InvariantCulture, out var share) && share is > 0 and < 1
            ? share : throw new FormatException($"The share must be above 0 and below 1, but '{text}' came."));
        if (fraction is not null && data?.Entry.TestImages > 0)
            _problems["test-fraction"] = $"'{data.Entry.Name}' has test images of its own: leave this empty.";
        Priority = Read("priority", draft.Priority, text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : throw new FormatException($"The priority is a whole number, but '{text}' came.")) ?? 0;
        if (network is not null)
        {
            CheckSettings(draft, network.Architecture);
            if (ShapeOf(data, size, channels) is { } shape && !_problems.ContainsKey("size"))
                View = NetworkView.Of(network.Architecture, shape, data!.Entry.Classes.Length);
            else if (data is not null)
                _problems.TryAdd("size", "The images differ in size: give the size they all get.");
        }
        if (network is null || data is null)
            return;
        Request = new RunRequest
        {
            Architecture = network.Architecture,
            Data = data.Entry.Name,
            Images = new() { Size = size, Channels = channels, Resize = draft.Resize, TestFraction = fraction },
            Name = draft.Name.Trim() is { Length: > 0 } name ? name : null,
            Tags = [.. draft.Tags.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()],
            Settings = draft.Settings,
        };
    }

    /// <summary>The data set, or null where there is none of that name.</summary>
    public StoredDataSet? Data { get; }

    /// <summary>The network, or null where there is none of that name.</summary>
    public NetworkSource? Network { get; }

    /// <summary>The network for these images; null where their shape is not known.</summary>
    public NetworkView? View { get; }

    /// <summary>Every setting with what the recipe decides; empty where a setting is wrong.</summary>
    public IReadOnlyDictionary<string, string> Effective { get; private set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The settings that belong together, or null where one is wrong.</summary>
    public TrainingRecipe? Recipe { get; private set; }

    public int Priority { get; }

    /// <summary>What is asked for, right or wrong; null without data or network.</summary>
    public RunRequest? Request { get; }

    /// <summary>Why the run cannot start, as a sentence; null where it can.</summary>
    public string? Obstacle => _problems.Values.FirstOrDefault() ?? View?.Problem
        ?? (Data is { Path: null } ? $"'{Data.Entry.Name}' is not on this machine yet: download it first." : null);

    public static PipelineCheck Of(PipelineDraft draft, DataSetStore data, OwnNetworks networks) =>
        new(draft, data.Find(draft.Data), NetworkSource.Find(draft.Network, networks));

    /// <summary>What is wrong with a field, or null.</summary>
    public string? Problem(string field) => _problems.GetValueOrDefault(field);

    // Each on its own first, so that what is wrong stands at its field; then all together.
    private void CheckSettings(PipelineDraft draft, Architecture architecture)
    {
        foreach (var (name, text) in draft.Settings)
        {
            try
            {
                var setting = TrainingSettings.Find(name);
                var options = setting.Read(text, new());
                // That it needs validation images is no fault of its own.
                (name == "patience" ? options with { ValidationFraction = 0.5 } : options).RecipeFor(architecture);
            }
            catch (Exception e) when (e is FormatException or ArgumentException)
            {
                _problems[name] = e.Message;
            }
        }
        if (draft.Settings.Keys.Any(_problems.ContainsKey))
            return;
        try
        {
            var options = TrainingSettings.Parse(draft.Settings);
            Recipe = options.RecipeFor(architecture);
            Effective = TrainingSettings.Effective(options, architecture);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            _problems[draft.Settings.ContainsKey("patience") ? "patience" : "training"] = e.Message;
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

    private static TensorShape? ShapeOf(StoredDataSet? data, Size2d? size, int? channels) =>
        data?.Entry.Shape is { } own ? new TensorShape(channels ?? own.Channels, size?.Height ?? own.Height, size?.Width ?? own.Width)
        : data is not null && size is { } all ? new TensorShape(channels ?? 3, all.Height, all.Width)
        : null;
}
