using System.Diagnostics;

namespace MlNetCnn.Experiments.Tests;

/// <summary>
/// A PostgreSQL server of the tests' own: Debian's programs, an ordinary user, a socket in a temporary folder. Where they are not installed
/// tests are skipped, unless CI is set.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string User = "postgres";

    private readonly string? _programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => d, StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
            .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
        : null;

    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-pg-").FullName;
    private readonly Lazy<string?> _fault;
    private int _databases;

    public PostgresServer() => _fault = new Lazy<string?>(Begin);

    private string Data => Path.Combine(_folder, "data");

    /// <summary>A connection string for a database of its own, which is not there yet.</summary>
    public string NewDatabase()
    {
        if (_fault.Value is { } fault)
        {
            Skip.If(Environment.GetEnvironmentVariable("CI") is null or "", fault);
            Assert.Fail(fault);
        }
        return $"Host={_folder};Username={User};Database=runs{Interlocked.Increment(ref _databases)};Timeout=5";
    }

    public void Start() => Run("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", $"-k {_folder} -c listen_addresses= -c fsync=off -c max_connections=200", "start");

    /// <summary>Ends the server at once, as a crash would.</summary>
    public void Stop() => Run("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    public void Dispose()
    {
        if (_fault is { IsValueCreated: true, Value: null })
            Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private string? Begin()
    {
        if (_programs is null)
            return "PostgreSQL is not installed (no /usr/lib/postgresql/*/bin/initdb).";
        if (Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root.
            if (!File.Exists("/usr/sbin/runuser") || Execute("id", [User]).Code != 0)
                return $"PostgreSQL does not run as root, and there is no user '{User}' to run it as.";
            Require(Execute("chown", [User, _folder]));
        }
        Run("initdb", "-D", Data, "-U", User, "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C");
        Start();
        return null;
    }

    private void Run(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs!, program);
        Require(Environment.IsPrivilegedProcess ? Execute("/usr/sbin/runuser", ["-u", User, "--", path, .. arguments]) : Execute(path, arguments));
    }

    private static void Require((int Code, string Output) result) => Assert.True(result.Code == 0, result.Output);

    private (int Code, string Output) Execute(string program, string[] arguments)
    {
        // The server inherits its parent's output and would keep a pipe open: let a file take it.
        var log = Path.Combine(_folder, "commands.log");
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >>\"$MLNETCNN_LOG\" 2>&1 </dev/null", program, .. arguments])
        {
            WorkingDirectory = "/",
            Environment = { ["MLNETCNN_LOG"] = log },
        })!;
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{program} {string.Join(' ', arguments)} did not end within 2 minutes.");
        }
        return (process.ExitCode, $"{program} {string.Join(' ', arguments)}: {(File.Exists(log) ? File.ReadAllText(log) : "")}");
    }
}
