using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>
/// The entry point of a run's process, which a worker starts from its own executable. A program with workers calls <see cref="Run"/> first
/// thing where <see cref="IsMeant"/> is true.
/// </summary>
internal static class RunChild
{
    public const string Verb = "run-child";

    internal const string CountGpus = "--gpus";

    internal const string GradCam = "--grad-cam";

    internal const string Speed = "--speed";

    internal const string Augmentation = "--augmentation";

    internal const string Decoding = "--decode";

    internal const string Picture = "--picture";

    internal const string OnnxFile = "--onnx-file";

    private const string Stop = "stop";
    private const string OutOfMemoryScore = "/proc/self/oom_score_adj";

    // Enough for a batch of a large network and a checkpoint.
    private static readonly TimeSpan OrphanLifetime = TimeSpan.FromMinutes(2);

    public static bool IsMeant(IReadOnlyList<string> args) => args is [Verb, ..];

    /// <summary>
    /// Executes the run and reports on standard output. Standard input carries the stop request, and ends when the worker does.
    /// </summary>
    /// <returns>The exit code: 0 where the run succeeded or was stopped, 1 where it failed.</returns>
    public static int Run(IReadOnlyList<string> args)
    {
        if (args is [Verb, CountGpus])
        {
            Console.WriteLine(GpuCount.Find());
            return 0;
        }
        if (args is [Verb, Decoding])
            return Answer<DecodingRequest, DecodingAnswer>(DecodingChild.Decode);
        if (args is [Verb, Picture])
            return Answer<PictureRequest, PictureAnswer>((request, _) => DecodingChild.Decode(request));
        if (args is [Verb, OnnxFile])
            return Answer<OnnxFileRequest, OnnxFileAnswer>(OnnxFileChild.Read);
        DecodingProcess.UseForAll();
        if (args is [Verb, GradCam])
        {
            using var gradCam = new GradCamChild();
            return Answer<GradCamRequest, GradCamMap>((request, _) => gradCam.Explain(request));
        }
        if (args is [Verb, Speed])
            return Answer<SpeedRequest, SpeedAnswer>((request, _) => SpeedChild.Measure(request));
        if (args is [Verb, Augmentation])
            return Answer<AugmentationRequest, AugmentationAnswer>((request, _) => AugmentationChild.Draw(request));
        if (args is not [Verb, var folder, var device, var threads, var minutes, var pause])
        {
            Console.Error.WriteLine($"{Verb} is for workers only: use 'worker' to take runs from a store.");
            return 2;
        }
        // Ctrl-C in a terminal also reaches the worker, which decides what to do.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        BeFirstToGo();
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        new Thread(() => Listen(Console.In, stop)) { IsBackground = true }.Start();
        // Native code may write to standard output too: write each line in one call.
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        try
        {
            var attempt = new RunFolder(folder);
            var execution = new RunExecution(attempt, RunRequest.Load(attempt.Request))
            {
                Device = device,
                Threads = int.Parse(threads, CultureInfo.InvariantCulture),
                CheckpointMinutes = double.Parse(minutes, CultureInfo.InvariantCulture),
                PauseAfter = int.Parse(pause, CultureInfo.InvariantCulture) is > 0 and var epoch ? epoch : null,
                Tell = Tell,
            };
            Tell(execution.Execute(stop.Token) is { } result ? new ChildSucceeded(result) : new ChildAtRung());
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Tell(new ChildStopped());
            return 0;
        }
#pragma warning disable CA1031 // The last catch: whatever it is, the worker gets a sentence.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine(e);
            Tell(new ChildFailed(FailureSentence.Of(e)));
            return 1;
        }

        void Tell(ChildMessage message)
        {
            try
            {
                output.WriteLine(RunJson.ToLine(message));
            }
            catch (IOException)
            {
                stop.Cancel(); // the worker is no more
            }
        }
    }

    internal static string[] Arguments(RunFolder attempt, string device, int threads, double checkpointMinutes, int? pauseAfter) =>
    [
        Verb, attempt.Path, device, threads.ToString(CultureInfo.InvariantCulture), checkpointMinutes.ToString(CultureInfo.InvariantCulture),
        (pauseAfter ?? 0).ToString(CultureInfo.InvariantCulture),
    ];

    internal static string StopLine => Stop;

    private static int Answer<TRequest, TAnswer>(Func<TRequest, Action<TAnswer>, TAnswer> answer)
        where TAnswer : class
    {
        // Ctrl-C in a terminal also reaches the parent process, which ends this one.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        BeFirstToGo();
        // When the parent has gone, a loop in native code can be ended only by killing the process.
        return AnsweringChild.Run(Console.In, Console.OpenStandardOutput(), answer, Process.GetCurrentProcess().Kill);
    }

    private static void Listen(TextReader input, CancellationTokenSource stop)
    {
        while (input.ReadLine() is { } line)
        {
            if (line == Stop)
                stop.Cancel();
        }
        // The worker has gone: save a checkpoint, and exit in any case.
        stop.Cancel();
        Thread.Sleep(OrphanLifetime);
        Environment.Exit(1);
    }

    // When memory runs out, Linux should kill this process and not the worker.
    private static void BeFirstToGo()
    {
        try
        {
            if (OperatingSystem.IsLinux())
                File.WriteAllText(OutOfMemoryScore, "500");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Keep the default.
        }
    }
}
