using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace MlNetCnn.Cli.Tests;

/// <summary>Reads the container file as a builder would, as far as that goes without one.</summary>
public class ContainerFileTests
{
    private const string Accelerator = "ACCELERATOR";
    private static readonly string[] Accelerators = ["cpu", "cuda"];
    private static readonly string[] Targets = ["worker", "dashboard"];
    private static readonly string Root = FindRoot();

    [Fact]
    public void Stages_FromOutside_ArePinnedAndFromInsideAreThere()
    {
        foreach (var accelerator in Accelerators)
        {
            var known = new List<string>();
            foreach (var stage in Stages())
            {
                var origin = stage.Base.Replace($"${{{Accelerator}}}", accelerator, StringComparison.Ordinal);
                Assert.True(known.Contains(origin) || System.Text.RegularExpressions.Regex.IsMatch(origin, @":\d+(\.\d+)+[-\w.]*$"), origin);
                known.Add(stage.Name);
            }
            Assert.All(Targets, target => Assert.Contains(target, known));
        }
    }

    [Fact]
    public void Arguments_All_AreTheAcceleratorWhichIsTheCpuUnlessTold()
    {
        Assert.Equal($"{Accelerator}=cpu", Assert.Single(Lines().TakeWhile(l => l.Name != "FROM")).Rest);

        Assert.All(Stages().SelectMany(s => s.Instructions).Where(i => i.Name == "ARG"), i => Assert.Equal(Accelerator, i.Rest));
    }

    [Fact]
    public void Instructions_OfAllStages_AreThoseThatAreKnownAndNeverAdd()
    {
        string[] known = ["ARG", "FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT"];

        Assert.All(Stages().SelectMany(s => s.Instructions), i => Assert.Contains(i.Name, known));
    }

    [Fact]
    public void Copy_FromTheRepositoryOrAStage_FindsWhatItCopies()
    {
        foreach (var copy in Stages().SelectMany(s => s.Instructions).Where(i => i.Name == "COPY"))
        {
            var words = copy.Rest.Split(' ');
            if (words[0].StartsWith("--from=", StringComparison.Ordinal))
                Assert.Contains(Stages(), s => s.Name == words[0]["--from=".Length..]);
            else
                Assert.All(words[..^1], source => Assert.True(Path.Exists(Path.Combine(Root, source)), source));
        }
    }

    [Fact]
    public void Run_Publishing_NamesAProjectAndTheAcceleratorItWasGiven()
    {
        foreach (var target in Targets)
        {
            var build = StageOf($"{target}-build");
            Assert.Single(build.Instructions, i => i.Name == "ARG"); // without it the argument is empty in the stage
            var publish = Assert.Single(build.Instructions, i => i.Name == "RUN").Rest;
            var project = Assert.Single(publish.Split(' '), w => w.StartsWith("src/", StringComparison.Ordinal));
            Assert.True(File.Exists(Path.Combine(Root, project, $"{Path.GetFileName(project)}.csproj")), project);
            Assert.Contains($"-p:Accelerator=${{{Accelerator}}} ", publish);
        }
    }

    [Fact]
    public void Targets_All_RunAsNobodySpecialWithAHealthCheckAndAVolume()
    {
        foreach (var target in Targets)
        {
            var stage = StageOf(target);
            var common = StageOf(stage.Base);
            Assert.Equal("/data", Assert.Single(common.Instructions, i => i.Name == "VOLUME").Rest);
            var user = Assert.Single(stage.Instructions, i => i.Name == "USER").Rest;
            Assert.Contains($"-o {user} -g {user} /data ", Assert.Single(common.Instructions, i => i.Name == "RUN").Rest);
            Assert.True(stage.Instructions.FindIndex(i => i.Name == "USER") > stage.Instructions.FindLastIndex(i => i.Name is "RUN" or "COPY"), target);
            var health = Assert.Single(stage.Instructions, i => i.Name == "HEALTHCHECK").Rest;
            Assert.NotEmpty(JsonSerializer.Deserialize<string[]>(health[(health.IndexOf("CMD ", StringComparison.Ordinal) + 4)..])!);
            var entry = JsonSerializer.Deserialize<string[]>(Assert.Single(stage.Instructions, i => i.Name == "ENTRYPOINT").Rest)!;
            Assert.Equal(target == "worker" ? "/app/mlnetcnn" : "/app/MlNetCnn.Dashboard", entry[0]);
            Assert.Equal(target == "dashboard", stage.Instructions.Any(i => i.Name == "EXPOSE"));
        }
    }

    [Fact]
    public void HealthChecksOfTheWorker_AreACommandThatThereIs()
    {
        var run = CommandRun.Of("runs", "list", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--take", run.Output);
    }

    [SkippableTheory]
    [InlineData("HTTP/1.1 200 OK", 0)]
    [InlineData("HTTP/1.1 503 Service Unavailable", 1)]
    public async Task Health_AServerThatAnswers_IsItsStatus(string status, int exitCode)
    {
        Skip.IfNot(File.Exists("/bin/bash"), "There is no bash.");
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var answering = Answer(server, status);

        using var health = Process.Start("bash", [Path.Combine(Root, ".container", "health"), $"{((IPEndPoint)server.LocalEndpoint).Port}"]);
        await health.WaitForExitAsync();

        Assert.Equal(exitCode, health.ExitCode);
        Assert.StartsWith("GET /health HTTP/1.1\r\nHost: localhost\r\n", await answering);
    }

    [SkippableFact]
    public async Task Health_NobodyThere_Fails()
    {
        Skip.IfNot(File.Exists("/bin/bash"), "There is no bash.");
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var port = ((IPEndPoint)server.LocalEndpoint).Port;
        server.Stop();

        using var health = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Root, ".container", "health"), $"{port}"]) { RedirectStandardError = true })!;
        await health.WaitForExitAsync();

        Assert.NotEqual(0, health.ExitCode);
    }

    private static async Task<string> Answer(TcpListener server, string status)
    {
        using var client = await server.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        var request = new StringBuilder();
        while (await reader.ReadLineAsync() is { Length: > 0 } line) // a shell may send each line on its own
            request.Append(line).Append("\r\n");
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{status}\r\nContent-Length: 0\r\n\r\n"));
        return request.ToString();
    }

    private static Stage StageOf(string name) => Stages().Single(s => s.Name == name);

    private static List<Stage> Stages()
    {
        var stages = new List<Stage>();
        foreach (var instruction in Lines().SkipWhile(l => l.Name != "FROM"))
        {
            if (instruction.Name == "FROM")
            {
                var words = instruction.Rest.Split(' ');
                Assert.Equal("AS", words[1]);
                stages.Add(new(words[2], words[0], []));
            }
            else
                stages[^1].Instructions.Add(instruction);
        }
        return stages;
    }

    private static IEnumerable<Instruction> Lines()
    {
        var text = File.ReadAllText(Path.Combine(Root, ".container", "Containerfile")).ReplaceLineEndings("\n").Replace("\\\n", " ", StringComparison.Ordinal);
        foreach (var line in text.Split('\n').Where(l => l.Length > 0 && l[0] != '#'))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            yield return new(line[..space], line[(space + 1)..].Trim());
        }
    }

    private static string FindRoot([CallerFilePath] string source = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", ".."));

    private sealed record Stage(string Name, string Base, List<Instruction> Instructions);

    private sealed record Instruction(string Name, string Rest);
}
