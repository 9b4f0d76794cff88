using System.IO.Pipes;
using System.Text;
using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>
/// A small process of its own that ends all programs when this one has ended, however that was: it reads a pipe whose other end closes
/// then. One for all programs; it costs a write for each. Thread-safe.
/// </summary>
/// <remarks>Decision 32 says why. Where it was ended itself, the next program starts another.</remarks>
/// <param name="path">Where it finds its own programs, as PATH has it; null for the shell's default.</param>
internal sealed class ProcessGuard(string? path) : IDisposable
{
    /// <summary>Variable by which programs of one run are known, in their environment.</summary>
    public const string Variable = "TRIMTAB_RUN";

    /// <summary>
    /// Lines "+ group", "- group", and "." when all is well; at the end of the pipe without it, those groups are ended, and whatever has
    /// the variable, groups of its own included.
    /// </summary>
    private const string Script = """
        trap '' HUP INT QUIT TERM
        groups=' '
        while read -r sign group; do
          case $sign in
            +) groups="$groups$group " ;;
            -) groups="${groups%%" $group "*} ${groups#*" $group "}" ;;
            .) exit ;;
          esac
        done
        for group in $groups; do kill -s KILL -- "-$group"; done
        for again in 1 2; do
          for file in $(grep -lsF "$1" /proc/[0-9]*/environ); do
            process=${file#/proc/}
            kill -s KILL "${process%/environ}"
          done
        done
        """;

    private readonly Lock _gate = new();
    private readonly HashSet<int> _groups = [];
    private AnonymousPipeServerStream? _pipe;
    private int _process;

    /// <summary>Variable that marks the programs of this run: NAME=value.</summary>
    public string Mark { get; } = Invariant($"{Variable}={Environment.ProcessId}-{TimeProvider.System.GetTimestamp()}.");

    /// <summary>Starts it, if it does not run: a program that is started after is ended with this one, even before it is added.</summary>
    public void Require() => Tell("= 0");

    /// <summary>A group is ended with this process from now on.</summary>
    public void Add(int group)
    {
        lock (_gate)
        {
            _groups.Add(group);
            Tell(Invariant($"+ {group}"));
        }
    }

    /// <summary>A group has ended.</summary>
    public void Remove(int group)
    {
        lock (_gate)
        {
            _groups.Remove(group);
            Tell(Invariant($"- {group}"));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_pipe is null)
            {
                return;
            }

            try
            {
                _pipe.Write(".\n"u8);
            }
            catch (IOException)
            {
                // it was ended by something else
            }

            _pipe.Dispose();
            _pipe = null;
            _ = Posix.Reap(_process, out _, 0, new long[Posix.Opaque / sizeof(long)]);
        }
    }

    private void Tell(string line)
    {
        lock (_gate)
        {
            try
            {
                (_pipe ??= Start()).Write(Encoding.ASCII.GetBytes(line + '\n'));
            }
            catch (IOException) // it was ended by something else: another one takes over
            {
                _pipe?.Dispose();
                (_pipe = Start()).Write(Encoding.ASCII.GetBytes(string.Concat(_groups.Select(group => Invariant($"+ {group}\n")))));
            }
        }
    }

    private AnonymousPipeServerStream Start()
    {
        var pipe = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        _process = Spawner.Start(new()
        {
            File = Shell.File,
            Arguments = ["sh", "-c", Script, "trimtab-guard", Mark],
            Environment = path is null ? [] : [$"PATH={path}"],
            Folder = "/",
            Input = pipe.ClientSafePipeHandle,
        });
        pipe.DisposeLocalCopyOfClientHandle();
        return pipe;
    }
}
