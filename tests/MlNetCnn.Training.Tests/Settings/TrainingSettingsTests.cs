using System.Collections;
using System.Globalization;
using System.Reflection;
using CsCheck;
using Microsoft.ML;

namespace MlNetCnn.Training.Tests;

public class TrainingSettingsTests
{
    // Options without a setting, and why.
    private static readonly Dictionary<string, string> NoText = new()
    {
        [nameof(TrainingOptions.InitialWeights)] = "numbers by the million, out of a file",
        [nameof(TrainingOptions.ContinueFrom)] = "a model, out of a file",
        [nameof(TrainingOptions.ValidationData)] = "data",
        [nameof(TrainingOptions.Strangers)] = "data",
        [nameof(TrainingOptions.DataReference)] = "kept in the model, decides nothing",
        [nameof(TrainingOptions.CacheFolder)] = "a place on this machine, which another run or machine need not have",
        [nameof(TrainingOptions.FeatureFolder)] = "a place on this machine, likewise",
        [nameof(TrainingOptions.TensorBoardFolder)] = "a place on this machine",
        [nameof(TrainingOptions.Checkpoint)] = "a place on this machine",
        [nameof(TrainingOptions.Progress)] = "an object that is told",
        [nameof(TrainingOptions.BatchProgress)] = "an object that is told",
        [nameof(TrainingOptions.CancellationToken)] = "a signal",
        [nameof(TrainingOptions.StopToken)] = "a signal",
        [nameof(TrainingOptions.Pause)] = "a signal",
    };

    private static readonly PropertyInfo[] Properties = typeof(TrainingOptions).GetProperties();

    public static TheoryData<string> Names => [.. TrainingSettings.All.Select(s => s.Name)];

    [Fact]
    public void All_EveryOption_IsASettingOrHasAReason()
    {
        var set = TrainingSettings.All.Select(s => s.Property).ToHashSet();

        Assert.Empty(Properties.Select(p => p.Name).Except(set).Except(NoText.Keys));
        Assert.Empty(set.Intersect(NoText.Keys));
        Assert.Empty(set.Concat(NoText.Keys).Except(Properties.Select(p => p.Name)));
    }

    [Fact]
    public void All_EveryPartOfAugmentation_IsASetting()
    {
        var parts = TrainingSettings.All.Where(s => s.Property == nameof(TrainingOptions.Augmentation)).Select(s => s.Name).ToArray();

        var properties = typeof(Augmentation).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name);
        Assert.Equal(properties.Select(p => p == "HorizontalFlip" ? "flip" : Kebab(p)).Order(), parts.Where(n => n != "augmentation").Order());
    }

    [Fact]
    public void All_Names_AreThePropertiesInSmallLetters()
    {
        foreach (var setting in TrainingSettings.All.Where(s => s.Property != nameof(TrainingOptions.Augmentation)))
            Assert.Equal(Kebab(setting.Property), setting.Name);
        Assert.Distinct(TrainingSettings.All.Select(s => s.Name));
        Assert.Equal(TrainingSettings.All.OrderBy(s => s.Group), TrainingSettings.All);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Description_OfASetting_IsSentencesThatEndInTheDefault(string name)
    {
        var setting = TrainingSettings.Find(name);

        Assert.Matches(@"^\S.*\. Default: [^.]*(\.\d+[^.]*)?\.$", setting.Description);
        if (setting.Default.Length > 0)
            Assert.Contains($"Default: {setting.Default}", setting.Description);
        else if (name != "augmentation" && setting.Property != nameof(TrainingOptions.Augmentation))
            Assert.EndsWith("Default: the preset's.", setting.Description);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_ADefaultOrAWord_IsAValue(string name)
    {
        var setting = TrainingSettings.Find(name);

        foreach (var word in setting.Words.Append(setting.Default).Where(w => w.Length > 0))
            Assert.NotNull(setting.Read(word, new()));
        Assert.Null(setting.Write(new()));
        if (setting.Default.Length > 0)
            Assert.Null(setting.Write(setting.Read(setting.Default, new())));
        if (setting.Kind == SettingKind.Choice)
            Assert.Equal(string.Join('|', setting.Words), setting.Placeholder);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_Nonsense_NamesTheSettingWhatCameAndWhatIsNeeded(string name)
    {
        const string Nonsense = "?:=/x";
        var setting = TrainingSettings.Find(name);
        if (name is "label-column" or "feature-column" or "freeze" or "pretrained" or "fine-tune-from")
        {
            Assert.Equal(Nonsense, setting.Write(setting.Read(Nonsense, new())));
            return;
        }

        var error = Assert.Throws<FormatException>(() => setting.Read(Nonsense, new()));

        Assert.StartsWith($"{name} needs ", error.Message);
        Assert.EndsWith($", but got '{Nonsense}'.", error.Message);
        Assert.Throws<FormatException>(() => setting.Read("", new()));
    }

    [Fact]
    public void Format_AnyOptions_ParseBackEqual() => RandomOptions.All.Sample(options =>
    {
        var back = TrainingSettings.Parse(TrainingSettings.Format(options).Reverse());
        foreach (var property in Properties)
            Assert.Equal(Comparable(property.GetValue(options)), Comparable(property.GetValue(back)));
    });

    [Fact]
    public void Format_InACultureWithCommas_IsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "−" } };
            var texts = TrainingSettings.Format(new() { LearningRate = 0.5, Seed = -3, Schedule = new CosineSchedule { WarmUp = 0.25 } });

            Assert.Equal(["0.5", "-3", "cosine:warm-up=0.25"], texts.Values);
            Assert.Equal(texts, TrainingSettings.Format(TrainingSettings.Parse(texts)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Format_WhatIsAsUsual_IsNotThere() =>
        Assert.Empty(TrainingSettings.Format(new() { Seed = 0, Device = "auto", Freeze = [], Normalization = Normalization.None }));

    [Theory]
    [InlineData("schedule", "step", "step")]
    [InlineData("schedule", "STEP:factor=0.1:every=0.25", "step:every=0.25")]
    [InlineData("schedule", "cosine:warm-up=5e-2", "cosine:warm-up=0.05")]
    [InlineData("schedule", "one-cycle:rise=0.2:final=1e-3", "one-cycle:rise=0.2:final=0.001")]
    [InlineData("learning-rate", "1E-5", "1e-5")]
    [InlineData("memory-budget", "2048 mib", "2GiB")]
    [InlineData("memory-budget", "1025", "1025")]
    [InlineData("normalization", "mean=0.5:std=0.25", "mean=0.5:std=0.25")]
    [InlineData("normalization", "mean=0.485/0.456/0.406:std=0.229/0.224/0.225", "imagenet")]
    [InlineData("reduce-on-plateau", "on:patience=5", "patience=5")]
    [InlineData("reduce-on-plateau", "factor=0.1", "on")]
    [InlineData("class-weights", "dog=2,cat=0.5", "cat=0.5,dog=2")]
    [InlineData("optimizer", "AdamW", "adamw")]
    [InlineData("precision", "bfloat16", "bfloat16")]
    [InlineData("gradient-clip", "none", null)]
    [InlineData("channels-last", "auto", null)]
    [InlineData("freeze", "conv1,stage1", "conv1,stage1")]
    [InlineData("image-shape", "3×32×32", "3x32x32")]
    [InlineData("pixel-scale", "0-1", "0-1")]
    public void Read_AsPeopleWriteIt_IsWrittenShortest(string name, string text, string? written)
    {
        var setting = TrainingSettings.Find(name);

        Assert.Equal(written, setting.Write(setting.Read(text, new())));
    }

    [Theory]
    [InlineData("schedule", "cosine:rise=0.3")]
    [InlineData("schedule", "cosine:final=0:final=0.1")]
    [InlineData("schedule", "constant:every=0.3")]
    [InlineData("schedule", "every=0.3")]
    [InlineData("reduce-on-plateau", "patience=2.5")]
    [InlineData("reduce-on-plateau", "always")]
    [InlineData("normalization", "mean=0.5:std=0")]
    [InlineData("normalization", "mean=0.5/0.5:std=0.2")]
    [InlineData("normalization", "mean=0.5,0.5:std=0.2,0.2")]
    [InlineData("class-weights", "cat=-1")]
    [InlineData("class-weights", "cat=1,cat=2")]
    [InlineData("memory-budget", "9999999999GiB")]
    [InlineData("memory-budget", "1.5GiB")]
    [InlineData("learning-rate", "0,1")]
    [InlineData("epochs", "1.5")]
    [InlineData("epochs", "99999999999")]
    [InlineData("flip", "yes")]
    [InlineData("image-shape", "3x0x32")]
    public void Read_NearlyAValue_Fails(string name, string text) =>
        Assert.Throws<FormatException>(() => TrainingSettings.Find(name).Read(text, new()));

    [Fact]
    public void Parse_PartsOfAugmentation_BeginWithWhatAugmentationSaysInAnyOrder()
    {
        Assert.Equal(
            Augmentation.Cifar with { HorizontalFlip = false, Mixup = 0.2 },
            Parse(("mixup", "0.2"), ("flip", "false"), ("augmentation", "cifar")).Augmentation);
        Assert.Equal(Augmentation.None, Parse(("flip", "false")).Augmentation);
        Assert.Equal(Augmentation.None, Parse(("augmentation", "none")).Augmentation);
        Assert.Null(Parse(("seed", "1")).Augmentation);
    }

    [Fact]
    public void Parse_OntoOptions_KeepsTheRest()
    {
        var options = TrainingSettings.Parse([new("seed", "5")], new TrainingOptions { Epochs = 3, Seed = 1 });

        Assert.Equal((3, 5), (options.Epochs, options.Seed));
    }

    [Fact]
    public void Parse_UnknownName_NamesTheNearest() =>
        Assert.Equal(
            "There is no training setting 'leraning-rate': the nearest is 'learning-rate'.",
            Assert.Throws<FormatException>(() => Parse(("leraning-rate", "1"))).Message);

    [Fact]
    public void Parse_TheNameOfAnEarlierVersion_IsRead() =>
        Assert.Equal(0.25, TrainingSettings.Parse([new("grey", "0.25")]).Augmentation!.Grayscale);

    [Fact]
    public void Parse_NameTwice_Fails() =>
        Assert.Contains("'seed' is given twice", Assert.Throws<FormatException>(() => Parse(("seed", "1"), ("seed", "2"))).Message);

    [Fact]
    public void Effective_NothingSet_HasWhatTheRecipeDecides()
    {
        var texts = TrainingSettings.Effective(new() { Seed = 4 }, Architectures.LeNetRelu());

        var expected = TrainingSettings.All.Where(s => s.Property != nameof(TrainingOptions.Augmentation) || s.Name == "augmentation").Select(s => s.Name);
        Assert.Equal(expected, texts.Keys);
        Assert.Equal(("15", "64", "adam", "0.001", "4"), (texts["epochs"], texts["batch-size"], texts["optimizer"], texts["learning-rate"], texts["seed"]));
        Assert.Equal(("none", "constant", "none"), (texts["augmentation"], texts["schedule"], texts["gradient-clip"]));
    }

    [Fact]
    public void Effective_ParsedAgain_IsTheSameRecipeForAnyNetwork()
    {
        var book = TrainingSettings.Parse(TrainingSettings.Effective(new() { Preset = TrainingRecipes.Book }, Architectures.LeNet()));

        Assert.Equal(TrainingRecipes.For(Architectures.LeNet(), TrainingRecipes.Book), book.RecipeFor(Architectures.ResNet(18)));
    }

    [Fact]
    public void Effective_OutOfRange_IsRefusedByTheRecipe() =>
        Assert.Contains("Epochs is 0", Assert.Throws<ArgumentException>(() => TrainingSettings.Effective(new() { Epochs = 0 }, Architectures.LeNet())).Message);

    private static TrainingOptions Parse(params (string Name, string Text)[] settings) =>
        TrainingSettings.Parse(settings.Select(s => new KeyValuePair<string, string>(s.Name, s.Text)));

    private static string Kebab(string property) =>
        string.Concat(property.Select((c, i) => char.IsUpper(c) ? $"{(i == 0 ? "" : "-")}{char.ToLowerInvariant(c)}" : $"{c}"));

    // Lists and class weights are equal by their content.
    private static object? Comparable(object? value) => value switch
    {
        ClassWeights weights => weights.ByName?.OrderBy(w => w.Key, StringComparer.Ordinal).ToArray() ?? [],
        IDataView or string => value,
        IEnumerable list => list.Cast<object>().ToArray(),
        _ => value,
    };
}
