using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(Trimtab.Sql.Tests.Postgres.PostgresServer))]

namespace Trimtab.Sql.Tests.Postgres;

/// <summary>A server of PostgreSQL on the loopback interface, with a folder of its own, for the tests of this assembly.</summary>
/// <remarks>Started when a test first asks for it. Tests that need one are skipped where PostgreSQL is not installed.</remarks>
public sealed class PostgresServer : IDisposable
{
    private static readonly string? _programs = Programs();

    private readonly Lock _starting = new();
    private string? _folder;
    private int _port, _schemas;

    /// <summary>A connection string to an empty schema that only the caller has.</summary>
    public string NewSchema()
    {
        string name = $"test{Interlocked.Increment(ref _schemas)}";
        Execute(Address(), $"CREATE SCHEMA {name}");
        return Address() + $";Search Path={name}";
    }

    /// <summary>The server's connection string; the server is started where it is not.</summary>
    public string Address()
    {
        Assert.SkipWhen(_programs is null, "PostgreSQL is not installed: Debian's package is called postgresql.");
        lock (_starting)
        {
            if (_folder is null)
            {
                Create();
                Start();
            }
        }

        return $"Host=127.0.0.1;Port={_port};Username=tuner;Password=sesame;Database=postgres;Maximum Pool Size=10";
    }

    /// <summary>Kills every process of the server, as a loss of power would, and starts it again.</summary>
    public void Crash()
    {
        string postmaster = File.ReadLines(Path.Combine(_folder!, "data", "postmaster.pid")).First();
        Run("bash", "-c", $"all=\"{postmaster} $(pgrep -P {postmaster} -d ' ')\"; kill -9 $all; while ps -p ${{all// /,}}; do :; done");
        Start();
    }

    public void Dispose()
    {
        if (_folder is not null)
        {
            NpgsqlConnection.ClearAllPools();
            Control("-m", "immediate", "stop");
            Directory.Delete(_folder, recursive: true);
        }
    }

    public static void Execute(string address, string statement)
    {
        using var connection = new NpgsqlConnection(address);
        connection.Open();
#pragma warning disable CA2100 // Tests' own statements.
        using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static string? Programs() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb"))).OrderDescending().FirstOrDefault()
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));

    private void Create()
    {
        string folder = Directory.CreateTempSubdirectory("postgres").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", "postgres:postgres", folder); // the server refuses to run as root
        }

        string password = Path.Combine(folder, "password");
        File.WriteAllText(password, "sesame");
        Program(
            "initdb", "-D", Path.Combine(folder, "data"), "-U", "tuner", "-A", "scram-sha-256", "--pwfile", password, "--no-sync", "-E",
            "UTF8", "--locale=C.UTF-8");
        (_folder, _port) = (folder, FreePort());
    }

    private void Start() => Control(
        "-l", Path.Combine(_folder!, "log"), "-w", "-t", "120", "-o",
        $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c max_connections=300", "start");

    private void Control(params string[] arguments) => Program("pg_ctl", ["-D", Path.Combine(_folder!, "data"), .. arguments]);

    private static void Program(string name, params string[] arguments)
    {
        string path = Path.Combine(_programs!, name);
        if (Environment.IsPrivilegedProcess)
        {
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        // The server keeps the output's handle: it is not read to its end.
        string[] silently = ["-c", "exec \"$@\" > /dev/null 2>&1", "bash", program];
        using var process = Process.Start(new ProcessStartInfo("bash", [.. silently, .. arguments])
        {
            WorkingDirectory = "/",
        })!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
