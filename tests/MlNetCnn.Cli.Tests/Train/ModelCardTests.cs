using System.Text.Json.Nodes;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli.Tests;

/// <summary>The MODEL.md of short trainings.</summary>
public sealed class ModelCardTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public async Task Train_TestedData_WritesDataNetworkRecipeFiguresAndCode()
    {
        var (data, folder) = (workplace.WriteShapes(), workplace.In("card"));
        var run = CommandRun.Of("train", "lenet", "--data", data, "--epochs", "2", "--seed", "7", "--out", folder, "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        var json = JsonNode.Parse(run.Output)!;

        var card = File.ReadAllText(Path.Combine(folder, "MODEL.md"));

        Assert.Equal(Path.Combine(folder, "MODEL.md"), (string?)json["modelCard"]);
        Assert.Equal(["## Data", "## Network", "## Recipe", "## Figures", "## Calibration", "## Limits", "## Load it"], card.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Contains("License: not known", card);
        Assert.Matches(@"\| training +\| +200 \| [0-9a-f]{40} \|", card);
        Assert.Matches(@"\| test +\| +50 \| [0-9a-f]{40} \|", card);
        Assert.Matches(@"\| drop +\| +9 \| +5 \|", card);
        Assert.Contains("Parameters: 61,706", card);
        Assert.Contains("MACs) for an image: 416,520", card);
        Assert.Contains("It starts from random weights.", card);
        Assert.Matches(@"2 epochs in \d+\.\d s on cpu; the weights are those after epoch [12]\.", card);
        Assert.Matches(@"\| seed +\| 7 +\|", card);
        Assert.Matches(@"\| normalization +\| none +\|", card);
        Assert.DoesNotContain("normaliz", card.Replace("normalization |", "", StringComparison.Ordinal).Replace("| normalization ", "", StringComparison.Ordinal));
        var accuracy = (double)json["test"]!["accuracy"]!;
        Assert.Matches($@"\| test +\| +50 \| +{100 * accuracy:0.0} % \({100 * (double)json["test"]!["accuracyInterval"]!["lower"]!:0.0}–\d+\.\d %\)", card);
        Assert.Contains("Measured on fewer than 30 images each, so that their figures are rough: all classes.", card);
        Assert.Contains("[VectorType(1, 28, 28)]", card);
        Assert.DoesNotContain("NaN", card);
        var stored = (await RunStore.OpenAsync()).FolderOf((string)json["run"]!);
        Assert.Equal(card, File.ReadAllText(stored.ModelCard));
    }

    [Fact]
    public void Train_DataWithHostileNames_StaysMarkdown()
    {
        var data = workplace.In("hostile | *data*");
        string[] names = ["a|b", "`code`", "<script>", "# x", "[l](http://x.example)", "back\\slash\\|", "\u202eturned", "_i_", "**b**", "www.x.example"];
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            var folder = Directory.CreateDirectory(Path.Combine(data, $"{i}")).FullName;
            for (var n = 0; n < 4; n++)
                Pictures.Write(Path.Combine(folder, $"{n}.png"), 28, 28, (byte)(20 * i + n), 0, 0);
        }
        File.WriteAllLines(workplace.In("names.csv"), names.Select((name, i) => $"{i};{name}"));

        var run = CommandRun.Of("train", "lenet", "--data", data, "--classes", workplace.In("names.csv"), "--size", "28", "--channels", "1", "--test-fraction", "none",
            "--validation-fraction", "0", "--epochs", "1", "--out", workplace.In("hostile"), "--no-run");
        Assert.True(run.ExitCode == 0, run.Error);

        var card = File.ReadAllText(workplace.In("hostile", "MODEL.md"));
        Assert.StartsWith(@"# lenet on hostile | \*data\*", card);
        Assert.Contains("It was not tested.", card);
        foreach (var escaped in new[] { @"| a\|b ", @"| \`code\` ", @"| \<script\> ", @"| \# x ", @"| \[l\](http\://x.example) ", @"| back\\slash\\\| ", @"| \\u202eturned ", @"| \_i\_ ", @"| \*\*b\*\* ", @"| www\.x.example " })
            Assert.Contains(escaped, card);
    }
}
