using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlNetCnn.Training;

namespace MlNetCnn.Cli.Tests;

public sealed class TrainCommandTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Json_OneEpoch_HasMetricsAndPathsBesideProgressOnStandardError()
    {
        var run = workplace.Training;

        Assert.Equal(0, run.ExitCode);
        var json = JsonNode.Parse(run.Output)!;
        Assert.Equal("lenet", (string?)json["architecture"]);
        Assert.Matches("^(cpu|cuda.*)$", (string?)json["device"]);
        var epoch = Assert.Single(json["epochs"]!.AsArray())!;
        Assert.Equal(1, (int)epoch["epoch"]!);
        Assert.InRange((double)epoch["trainLoss"]!, 0.5, 10);
        Assert.InRange((double)epoch["trainAccuracy"]!, 0, 1);
        Assert.Null(epoch["validationLoss"]);
        Assert.True((double)epoch["imagesPerSecond"]! > 0);
        Assert.InRange((double)json["test"]!["accuracy"]!, 0, 1);
        Assert.InRange((double)json["test"]!["logLoss"]!, 0, 20);
        Assert.Equal(workplace.Zip, (string?)json["model"]);
        Assert.Equal(workplace.Onnx, (string?)json["onnx"]);
        Assert.False((bool)json["stopped"]!);
        Assert.Matches(@"^epoch 1/1  loss \d\.\d{4}  acc \d+\.\d %  [\d,]+/s\s*$", run.Error);
    }

    [Fact]
    public void Files_Written_AreTheModelsAndTheirCardAndNothingElse()
    {
        Assert.Equal(["MODEL.md", "model.onnx", "model.zip"], Directory.GetFiles(Path.GetDirectoryName(workplace.Onnx)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["circle", "triangle"], CnnModel.Load(workplace.Onnx).ClassNames.Take(2));
    }

    [Fact]
    public void Output_ForPeople_IsPlainWhereThereIsNoTerminal()
    {
        var run = CommandRun.Of("train", "lenet", "--data", workplace.WriteShapes(), "--epochs", "2", "--validation-fraction", "0.2", "--out", workplace.In("people"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"total\s+61,706\s+416,520", run.Output);
        Assert.Matches(@"epoch 2/2  loss .* validation .*/s", run.Output);
        Assert.Contains("Adam with learning rate 0.003", run.Output);
        Assert.Matches(@"accuracy\s+\d+\.\d % \(95 % interval \d+\.\d–\d+\.\d %\)", run.Output);
        Assert.Contains("rows: true class, columns: predicted class", run.Output);
        Assert.Contains(workplace.In("people", "model.zip"), run.Output);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public void Data_WithoutTestImages_AreTrainedOnAndTheNoteSaysSo()
    {
        var data = workplace.WriteShapes();
        foreach (var file in Directory.GetFiles(data, "t10k-*"))
            File.Delete(file);

        var run = CommandRun.Of("train", "lenet", "--data", data, "--epochs", "1", "--out", workplace.In("untested"), "--json");

        Assert.StartsWith("Not tested: ", (string?)JsonNode.Parse(run.Output)!["notTested"]);
        Assert.Null(JsonNode.Parse(run.Output)!["test"]);
    }

    [Fact]
    public void Options_Given_ReachTheTrainer()
    {
        var run = CommandRun.Of(
            "train", "lenet", "--data", workplace.WriteShapes(), "--epochs", "1", "--batch-size", "50", "--learning-rate", "0.5", "--optimizer", "sgd",
            "--momentum", "0.5", "--weight-decay", "0.01", "--seed", "7", "--device", "cpu", "--out", workplace.In("options"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("200 images in batches of 50, at most 1 epochs on cpu, seed 7", run.Output);
        Assert.Contains("Sgd with learning rate 0.5, momentum 0.5, weight decay 0.01", run.Output);
    }

    [Theory]
    [InlineData("--epochs is 0", "--epochs", "0")]
    [InlineData("--batch-size is -1", "--batch-size", "-1")]
    [InlineData("--learning-rate is 0", "--learning-rate", "0")]
    [InlineData("--learning-rate is NaN", "--learning-rate", "NaN")]
    [InlineData("--momentum is 1", "--momentum", "1", "--optimizer", "sgd")]
    [InlineData("--weight-decay is -1", "--weight-decay", "-1")]
    [InlineData("--validation-fraction is 1", "--validation-fraction", "1")]
    [InlineData("--patience is 0", "--patience", "0", "--validation-fraction", "0.2")]
    [InlineData("--freeze has 'conv9', but network 'lenet' has no parameters there", "--freeze", "conv9")]
    [InlineData("--freeze covers every parameter", "--freeze", "conv1", "--freeze", "conv2", "--freeze", "fc1", "--freeze", "fc2", "--freeze", "fc3")]
    [InlineData("There is no file of weights 'none.safetensors'", "--weights", "none.safetensors")]
    public void Option_OutOfRange_FailsBeforeAnythingIsWritten(string complaint, params string[] args)
    {
        var folder = workplace.In("never");

        Assert.Contains(complaint, CommandRun.Of(["train", "lenet", "--data", workplace.WriteShapes(), "--out", folder, .. args]).Sentence());
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Network_TooDeepForTheImages_FailsBeforeAnythingIsWritten()
    {
        var folder = workplace.In("never");

        Assert.Contains("'block5.pool'", CommandRun.Of("train", "vgg11", "--data", workplace.WriteShapes(), "--out", folder).Sentence());
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Folder_BelowAFile_FailsBeforeTraining()
    {
        var file = workplace.In("file");
        File.WriteAllText(file, "");

        var sentence = CommandRun.Of("train", "lenet", "--data", workplace.WriteShapes(), "--out", Path.Combine(file, "x")).Sentence();

        Assert.Contains("output folder", sentence);
        Assert.Contains($"'{file}' is a file", sentence);
    }

    [Theory]
    [InlineData(true, 130)]
    [InlineData(false, 143)]
    public void Stop_BeforeTheFirstBatch_GivesUpAndLeavesNoFolder(bool isKey, int exitCode)
    {
        using var interruption = new Interruption();
        interruption.Request(isKey);

        var run = CommandRun.Of(interruption, "train", "lenet", "--data", workplace.WriteShapes(), "--out", workplace.In("given", "up"), "--json");

        Assert.Equal((exitCode, "", "mlnetcnn: Cancelled: nothing was saved.\n"), (run.ExitCode, run.Output, run.Error.ReplaceLineEndings("\n")));
        Assert.False(Directory.Exists(workplace.In("given")));
    }

    [Fact]
    public void Train_WithTheFolderOrCheckpointOfAnother_IsRefused()
    {
        using var folder = OutputFolder.Take(workplace.In("others"));
        using var checkpoint = FileLock.TryTake(workplace.In(".others.run.lock"));
        var data = workplace.WriteShapes();

        Assert.Contains($"in use by another training (process {Environment.ProcessId} ", CommandRun.Of("train", "lenet", "--data", data, "--out", workplace.In("others")).Sentence());
        Assert.Contains(
            $"The checkpoint '{workplace.In("others.run")}' is in use by another training (process {Environment.ProcessId} ",
            CommandRun.Of("train", "lenet", "--data", data, "--out", workplace.In("mine"), "--checkpoint", workplace.In("others.run")).Sentence());
        Assert.False(Directory.Exists(workplace.In("mine")));
    }

    [SkippableFact]
    public async Task Terminate_DuringTraining_WritesTheModelAndDoesNotTalkOfKeys()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signal to send to one process.");
        using var process = CommandProcess.Start("train", "lenet", "--data", workplace.WriteShapes(), "--epochs", "1000000", "--out", workplace.In("terminated"));
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("epoch", StringComparison.Ordinal))
        {
        }

        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        var run = await CommandProcess.FinishAsync(process);

        Assert.Equal(Failure.Terminated, run.ExitCode);
        Assert.StartsWith("note: Stopping after this batch.", run.Error);
        Assert.DoesNotContain("Ctrl-C", run.Error);
        Assert.True(File.Exists(workplace.In("terminated", "model.zip")));
    }

    [SkippableTheory]
    [InlineData("--no-run")]
    [InlineData("--tag", "gone")]
    public async Task Train_WhoseFolderCannotBeWrittenAtTheEnd_KeepsTheModelAndSaysWhere(params string[] args)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signal to send to one process.");
        var folder = workplace.In("gone");
        using var process = CommandProcess.Start(["train", "lenet", "--data", workplace.WriteShapes(), "--epochs", "1000000", "--out", folder, .. args]);
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("epoch", StringComparison.Ordinal))
        {
        }
        Directory.Delete(folder, recursive: true);
        File.WriteAllText(folder, "a file now");

        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        var run = await CommandProcess.FinishAsync(process);
        File.Delete(folder);

        Assert.Equal(1, run.ExitCode);
        var kept = Regex.Match(run.Error, "^mlnetcnn: .*gone.* The model is in '(?<folder>.*)' instead\\.$", RegexOptions.Multiline);
        Assert.True(kept.Success, run.Error);
        Assert.Equal(10, CnnModel.Load(Path.Combine(kept.Groups["folder"].Value, "model.onnx")).ClassNames.Length);
        Assert.Contains(Path.Combine(kept.Groups["folder"].Value, "model.zip"), run.Output);
        Directory.Delete(kept.Groups["folder"].Value, recursive: true);
    }

    [SkippableFact]
    public async Task CtrlC_DuringTraining_WritesTheModelAndSaysSo()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signal to send to one process.");
        var (folder, checkpoint) = (workplace.In("stopped"), workplace.In("stopped.run"));
        using var process = CommandProcess.Start(
            "train", "lenet", "--data", workplace.WriteShapes(), "--epochs", "1000000", "--out", folder, "--checkpoint", checkpoint);
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("epoch", StringComparison.Ordinal))
        {
        }

        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        var run = await CommandProcess.FinishAsync(process);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("note: Stopping after this batch; Ctrl-C again cancels.", run.Error);
        Assert.Matches(@"note: Stopped in epoch \d+ of 1000000, keeping the best weights so far\. The same command resumes it\.", run.Error);
        Assert.NotEmpty(TrainingCheckpoint.Load(checkpoint).Epochs);
        Assert.Equal(10, CnnModel.Load(Path.Combine(folder, "model.onnx")).ClassNames.Length);
        Assert.True(File.Exists(Path.Combine(folder, "model.zip")));
    }

    [Fact]
    public void Model_WhoseOnnxFileCannotBeWritten_LeavesNoZipThere()
    {
        var folder = workplace.In("taken");
        Directory.CreateDirectory(Path.Combine(folder, "model.onnx"));
        File.WriteAllText(Path.Combine(folder, "MODEL.md"), "before");

        var run = CommandRun.Of("train", "lenet", "--data", workplace.WriteShapes(), "--epochs", "1", "--out", folder, "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("model.onnx' cannot be written: there is a folder of that name. The model is in '", run.Error);
        Assert.Equal(["MODEL.md", "model.onnx"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sample_ThatCannotBeWritten_IsNotedAndLeavesTheModel()
    {
        var folder = workplace.In("no-sample");
        Directory.CreateDirectory(Path.Combine(folder, "sample", "Program.cs"));

        var run = CommandRun.Of("train", "lenet", "--data", workplace.WriteShapes(), "--epochs", "1", "--out", folder, "--sample", "--no-run", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("note: The sample is not written: ", run.Error);
        Assert.True(File.Exists((string)JsonNode.Parse(run.Output)!["onnx"]!));
    }

    [SkippableTheory]
    [InlineData("64k", "zip")]
    [InlineData("400k", "onnx")]
    public async Task Disk_Full_LeavesNoPartOfTheModel(string size, string file)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Mounting a small file system needs Linux and root.");
        var folder = Directory.CreateDirectory(workplace.In($"tiny-{size}")).FullName;
        Skip.If(await Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder) != 0, "A tmpfs cannot be mounted here.");
        try
        {
            var run = CommandRun.Of("train", "lenet", "--data", workplace.WriteShapes(), "--epochs", "1", "--out", folder, "--json");

            Assert.Equal(1, run.ExitCode);
            var kept = (string)JsonNode.Parse(run.Output)!["model"]!;
            Assert.Contains($"model.{file}' cannot be written: the disk is full. The model is in '{Path.GetDirectoryName(kept)}' instead.", run.Error);
            Assert.True(File.Exists(kept));
            Assert.Empty(Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Assert.Equal(0, await Run("umount", folder));
        }

        static async Task<int> Run(string command, params string[] args)
        {
            using var process = Process.Start(new ProcessStartInfo(command, args) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
    }
}
