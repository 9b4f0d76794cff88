using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Trimtab.Files;

namespace Trimtab.Storages;

/// <summary>A process that evaluates trials, as others know it: its machine, its id there, and when it started.</summary>
/// <param name="Machine">
/// The machine, and what tells apart those that have the same name: on Linux when it was booted and the namespace of its process ids.
/// </param>
/// <param name="Id">The process id.</param>
/// <param name="Start">When it started, in the system's own unit; tells it from an earlier process of the same id.</param>
internal sealed record WorkerProcess(string Machine, int Id, string Start)
{
    /// <summary>This process.</summary>
    public static WorkerProcess Current { get; } = new(MachineOf(), Environment.ProcessId, StartOf(Environment.ProcessId) ?? "");

    /// <summary>Whether it runs, or ran, on this machine.</summary>
    public bool IsHere => Machine == Current.Machine;

    /// <summary>
    /// Whether it has certainly ended: it ran on this machine, and there is no such process now. False where that can't be known.
    /// </summary>
    public bool HasEnded => IsHere && Start.Length > 0 && StartOf(Id) != Start;

    /// <summary>The machine's name.</summary>
    public string Name => Machine.Split('#')[0];

    private static string MachineOf()
    {
        string name = Environment.MachineName.Replace('/', '-');
        return OperatingSystem.IsLinux() ? $"{name}#{Digest(BootOf() + new FileInfo("/proc/self/ns/pid").LinkTarget)}" : name;
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];

    private static string BootOf()
    {
        try
        {
            return SystemFile.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>When a process started; null where there is none of the id, or it has ended and only waits for its parent.</summary>
    private static string? StartOf(int id)
    {
        try
        {
            return OperatingSystem.IsLinux() ? StartOnLinux(id) : StartElsewhere(id);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Ticks since the machine was booted, which no clock moves: field 22 of <c>stat</c>; field 3 is the state.</summary>
    private static string? StartOnLinux(int id)
    {
        string stat = SystemFile.ReadAllText(Invariant($"/proc/{id}/stat"));
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' '); // from field 3 on: the name before may hold spaces
        return fields[0] is "Z" or "X" ? null : fields[19];
    }

    private static string StartElsewhere(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
    }
}
