using System.Security.Cryptography;

namespace Trimtab.Storages;

/// <summary>
/// Studies in a file that is only appended to, in the format of Optuna's journal: Python opens it, and it is shared by processes.
/// </summary>
/// <remarks>
/// Thread-safe; any number of processes, of Python too, may write at once. Memory holds
/// all studies of the file. Give Python absolute paths.
/// </remarks>
/// <example>
/// <code>
/// using var storage = new JournalStorage("study.log");
/// var study = Study.Open(storage, new() { Name = "bowl" });
/// </code>
/// </example>
[Named("journal")]
public sealed class JournalStorage : OperationStorage
{
    private readonly JournalFile _file;
    private readonly JournalSnapshot _snapshot;
    private readonly JournalWriter _writer =
        new(Invariant($"{Environment.MachineName}-{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(16)}"));

    /// <summary>Opens a journal; one that is missing is empty until something is written.</summary>
    /// <param name="location">
    /// Path of the file; its folder must exist. Or a URL, <c>journal:///path</c>, with a fourth slash where the path is absolute. May end
    /// with <c>?durable=false</c>, for <see cref="IsDurable"/>.
    /// </param>
    /// <exception cref="ArgumentException">The path is empty or holds a NUL character.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="TrimtabException">Its folder is missing, it is a folder itself, or a line of it is damaged.</exception>
    public JournalStorage(string location)
        : this(location, TimeProvider.System)
    {
    }

    /// <summary>Opens a journal.</summary>
    /// <param name="location">Path of the file.</param>
    /// <param name="clock">Measures how long a lock is waited for.</param>
    /// <param name="snapshotAfter">Bytes of new lines before a snapshot of them is kept beside the journal.</param>
    internal JournalStorage(string location, TimeProvider clock, long snapshotAfter = 8L << 20)
    {
        Location = FileAt(PathOf(location, out bool isDurable));
        (_file, _snapshot) = (new(Location, clock) { IsDurable = isDurable }, new(Location, snapshotAfter));
        if (_snapshot.Read() is { } known)
        {
            State = known.State;
            _file.Skip(known.Bytes, known.Lines);
        }

        ReadNew();
        OnApplied();
    }

    /// <summary>The file's absolute path.</summary>
    public string Location { get; }

    /// <summary>
    /// Whether what a call has written survives a loss of power, at the cost of a write to the disk per call; otherwise the last calls may
    /// be lost then. What was written survives a crash of the process in any case. Default: yes.
    /// </summary>
    public bool IsDurable { get => _file.IsDurable; init => _file.IsDurable = value; }

    /// <inheritdoc/>
    private protected override void ReadNew() => _file.ReadNew(Apply);

    /// <inheritdoc/>
    private protected override void Add(Func<IReadOnlyList<StorageOperation>> choose) =>
        _file.Append(Apply, () => string.Concat(choose().Select(_writer.Line)));

    /// <inheritdoc/>
    private protected override void OnApplied() => _snapshot.Update(State, _file.Read.Bytes, _file.Read.Lines);

    private void Apply(StorageOperation operation) => State.Apply(operation); // one that is not legal changes nothing
}
