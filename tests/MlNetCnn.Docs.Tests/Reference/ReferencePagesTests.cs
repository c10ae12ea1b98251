using System.CommandLine;
using MlNetCnn.Cli;
using MlNetCnn.Training;

namespace MlNetCnn.Docs.Tests;

/// <summary>Nothing of the registries is missing in the reference.</summary>
public class ReferencePagesTests
{
    private static readonly Dictionary<string, string> Texts = ReferencePages.All().ToDictionary(page => page.Path, page => string.Join('\n', page.Lines));

    [Fact]
    public void Commands_All_HaveTheirArgumentsAndOptions()
    {
        using var interruption = new Interruption();
        foreach (var command in CommandLine.Create(interruption).Subcommands.Where(c => !c.Hidden))
        {
            Assert.Contains($"[mlnetcnn {command.Name}]({command.Name}.md)", Texts["cli/index.md"], StringComparison.Ordinal);
            AssertDescribes(Texts[$"cli/{command.Name}.md"], command);
        }
    }

    [Fact]
    public void Commands_OptionWithADefault_SaysIt() =>
        Assert.Matches("<code>--lease</code> .* Default: 30\\. +\\|\n", Texts["cli/worker.md"]);

    [Fact]
    public void Commands_ThatAreHidden_AreNotShown() => Assert.DoesNotContain(Texts.Keys, path => path.Contains("suggest", StringComparison.Ordinal));

    [Fact]
    public void Settings_All_AreListed()
    {
        Assert.All(TrainingSettings.All, s => Assert.Contains($"| <code>{s.Name}</code> ", Texts["training-settings.md"], StringComparison.Ordinal));
        Assert.All(ImageSettings.All, s => Assert.Contains($"| <code>{s.Name}</code> ", Texts["image-settings.md"], StringComparison.Ordinal));
    }

    [Fact]
    public void Layers_EveryKind_HasADescriptionAndItsSettings()
    {
        foreach (var kind in LayerKinds.All)
        {
            var section = Texts["layers.md"].Split($"## {LayerKinds.NameOf(kind)}\n")[1].Split("\n## ")[0];
            Assert.Matches(@"^\n.*\p{L}{3}.*\n", section);
            foreach (var setting in LayerSetting.Of(kind).Where(s => s.Name != "name"))
                Assert.Matches($@"\n\| <code>{setting.Name}</code> +\| [^| ].* \|", section);
        }
    }

    [Fact]
    public void Architectures_All_AreListed() =>
        Assert.All(Architectures.All, entry => Assert.Matches($@"\n\| <code>{entry.Name}(\[/N\])?</code> ", Texts["architectures.md"]));

    [Fact]
    public void Formats_All_AreListed()
    {
        Assert.All(ImageFormats.All, format => Assert.Contains(Markdown.Text(format.Sentence[1..]), Texts["formats.md"], StringComparison.Ordinal));
        Assert.All(ImageFormats.Refused, format => Assert.Contains($"\n- {Markdown.Text(format.Name)}", Texts["formats.md"], StringComparison.Ordinal));
    }

    [Fact]
    public void Write_OverAnOlderReference_LeavesItsPagesAndTheContentsOnly()
    {
        var folder = Directory.CreateTempSubdirectory("mlnetcnn-reference-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "old.md"), "");

            ReferencePages.Write(folder.FullName);

            Assert.Equal(
                Texts.Keys.Append("toc.yml").Order(StringComparer.Ordinal),
                folder.GetFiles("*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder.FullName, f.FullName).Replace('\\', '/')).Order(StringComparer.Ordinal));
            var contents = File.ReadAllText(Path.Combine(folder.FullName, "toc.yml"));
            Assert.All(Texts.Keys, path => Assert.Contains($"href: {path}\n", contents, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AssertDescribes(string page, Command command)
    {
        foreach (var option in command.Options.Where(o => !o.Hidden && o.Name != "--help"))
            Assert.Matches($"<code>{option.Name}[,<]", page);
        foreach (var argument in command.Arguments.Where(a => !a.Hidden))
            Assert.Contains(argument.HelpName ?? argument.Name, page, StringComparison.Ordinal);
        foreach (var inner in command.Subcommands.Where(c => !c.Hidden))
        {
            Assert.Contains($"## mlnetcnn {command.Name} {inner.Name}\n", page, StringComparison.Ordinal);
            AssertDescribes(page, inner);
        }
    }
}
