using System.Diagnostics.CodeAnalysis;

namespace MlNetCnn.Training;

/// <summary>How images are read and prepared, what computes, and what is measured.</summary>
internal static class DataSettings
{
    public static IEnumerable<TrainingSetting> All() => [.. Data().Settings, .. Hardware().Settings, .. Reporting().Settings, .. Columns().Settings];

    private static TrainingSettingList Data()
    {
        var list = new TrainingSettingList(TrainingSettingGroup.Data);
        list.Add("normalization", nameof(TrainingOptions.Normalization), NormalizationText.Form,
            o => o.Normalization, (o, v) => o with { Normalization = v! },
            "Normalize pixels by channel, in training and in the model: none, measured (on the training images), imagenet, or values from 0 to 1 like mean=0.5/0.5/0.5:std=0.2/0.2/0.2. Default: none.");
        list.Add("memory-budget", nameof(TrainingOptions.MemoryBudget), ByteCountText.Form,
            o => o.MemoryBudget, (o, v) => o with { MemoryBudget = v },
            "Limit the memory for pixels, 0 or more, like 512MiB; the rest streams from a file. Default: auto, half of the free memory.",
            nothing: "auto", isAdvanced: true);
        return list;
    }

    private static TrainingSettingList Hardware()
    {
        var list = new TrainingSettingList(TrainingSettingGroup.Hardware);
        list.Add("device", nameof(TrainingOptions.Device), TextForms.AnyText("DEVICE", DeviceRequest.Auto, DeviceRequest.Cpu, DeviceRequest.Cuda) with
        {
            Needed = "auto, cpu, cuda or cuda:N",
            TryRead = (string text, [MaybeNullWhen(false)] out string device) => DeviceRequest.TryParse(device = text, out _),
        },
            o => o.Device, (o, v) => o with { Device = v! },
            "Train on cpu, cuda:N (an NVIDIA GPU by its number), cuda (the GPU with the most free memory) or auto (that GPU, else the CPU). Default: auto.", isCommon: true);
        list.Add("halve-batch", nameof(TrainingOptions.HalveBatch), TextForms.Flag,
            o => o.HalveBatch, (o, v) => o with { HalveBatch = v!.Value },
            "Halve the mini-batch size and restart the epoch when memory runs out. Default: false, training fails.", isAdvanced: true);
        list.Add("threads", nameof(TrainingOptions.Threads), TextForms.WholeNumber,
            o => o.Threads, (o, v) => o with { Threads = v!.Value },
            "Set the number of threads, 0 or more; the weights' last digits depend on it. Default: 0, one per core.");
        list.Add("precision", nameof(TrainingOptions.Precision), TextForms.NamesOf<Precision>(),
            o => o.Precision, (o, v) => o with { Precision = v!.Value },
            "Compute in float32 or bfloat16. Default: auto, bfloat16 on an NVIDIA GPU that has it and float32 elsewhere.", isAdvanced: true);
        list.Add("channels-last", nameof(TrainingOptions.ChannelsLast), TextForms.Choice(("true", true), ("false", false)),
            o => o.ChannelsLast, (o, v) => o with { ChannelsLast = v },
            "Use the channels-last memory format (NHWC). Default: auto, whichever is faster; on a CPU runs of at least 500 steps measure it.",
            nothing: "auto", isAdvanced: true);
        return list;
    }

    private static TrainingSettingList Reporting()
    {
        var list = new TrainingSettingList(TrainingSettingGroup.Reporting);
        list.Add("train-metrics", nameof(TrainingOptions.TrainMetrics), TextForms.NamesOf<TrainMetrics>(),
            o => o.TrainMetrics, (o, v) => o with { TrainMetrics = v!.Value },
            "Measure the training loss and accuracy on all images after each epoch (evaluated), or on each batch during it (running), which saves a quarter of the time. Default: evaluated.", isAdvanced: true);
        list.Add("gradient-norms", nameof(TrainingOptions.GradientNorms), TextForms.Flag,
            o => o.GradientNorms, (o, v) => o with { GradientNorms = v!.Value },
            "Measure gradient norms without clipping too. Default: false.", isAdvanced: true);
        list.Add("weight-histograms", nameof(TrainingOptions.WeightHistograms), TextForms.Flag,
            o => o.WeightHistograms, (o, v) => o with { WeightHistograms = v!.Value },
            "Record histograms of the weights after each epoch. Default: false.", isAdvanced: true);
        return list;
    }

    private static TrainingSettingList Columns()
    {
        var list = new TrainingSettingList(TrainingSettingGroup.Columns);
        list.Add("label-column", nameof(TrainingOptions.LabelColumn), TextForms.AnyText("NAME"),
            o => o.LabelColumn, (o, v) => o with { LabelColumn = v! },
            "Learn this column: a key, a text or a whole number. Default: Label.", isAdvanced: true);
        list.Add("feature-column", nameof(TrainingOptions.FeatureColumn), TextForms.AnyText("NAME"),
            o => o.FeatureColumn, (o, v) => o with { FeatureColumn = v! },
            "Read pixels from this column, channels first. Default: Features.", isAdvanced: true);
        list.Add("image-shape", nameof(TrainingOptions.ImageShape), TextForms.Shape,
            o => o.ImageShape, (o, v) => o with { ImageShape = v },
            "Set channels, height and width of an image, like 3x32x32. Default: auto, from the column.", nothing: "auto", isAdvanced: true);
        list.Add("pixel-scale", nameof(TrainingOptions.PixelScale), TextForms.Choice(("0-255", PixelScale.ZeroTo255), ("0-1", PixelScale.ZeroToOne)),
            o => o.PixelScale, (o, v) => o with { PixelScale = v!.Value },
            "Set the range of the pixels in a column of numbers; bytes are always 0-255. Default: 0-255.", isAdvanced: true);
        return list;
    }
}
