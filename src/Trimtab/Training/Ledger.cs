using System.Collections.Concurrent;
using Trimtab.ModelSelection;

namespace Trimtab.Training;

/// <summary>What has been computed, by content: searches that are given the same ledger train nothing twice. Thread-safe.</summary>
/// <remarks>
/// A cell is a training at an epoch, found by everything it depends on: the rows, the fold, the configuration, the seed, the scorers and
/// the engine's revision. Failed cells are never kept. It is a cache: deleting it costs time and nothing else. Scorers that are functions
/// and trainings that say why they must be alone are not kept, for their content can't be known.
/// </remarks>
public sealed class Ledger : IKnownCells
{
    private readonly ConcurrentDictionary<CellKey, Cell> _cells = new();
    private readonly ConcurrentDictionary<string, SortedSet<int>> _expected = new();
    private readonly LedgerFile? _file;
    private readonly ISnapshotStore _snapshots;
    private readonly string _folder = "";

    /// <summary>A ledger that lives as long as the object.</summary>
    public Ledger() => _snapshots = new MemorySnapshots();

    /// <summary>A ledger in a folder: what is there is found, what is new is on disk before it is used. Several processes may share it.</summary>
    /// <param name="folder">Made where it is missing.</param>
    /// <exception cref="IOException">The folder can't be read or made.</exception>
    public Ledger(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = folder;
        _file = new(folder);
        _snapshots = new FolderSnapshots(folder);
        foreach (var (key, cell) in _file.Read())
        {
            _cells[key] = cell;
        }
    }

    /// <summary>How many bytes all snapshots together may take, 0 or more; the oldest go first. Default 256 MiB.</summary>
    /// <remarks>A snapshot is where a training stands: one that was stopped, or is asked for more epochs, goes on from it.</remarks>
    public long SnapshotBudget
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"The budget must be 0 bytes or more. Got {value}.");
    } = 256L << 20;

    /// <summary>Cells known.</summary>
    public int Count => _cells.Count;

    /// <summary>Lines of the file that were damaged (a crash in the middle of a write leaves one) and are left out; their cells are computed again.</summary>
    public int Damaged => _file?.Damaged ?? 0;

    /// <summary>Says that <paramref name="search"/> will come: trainings that others need anyway are scored for it on their way.</summary>
    /// <exception cref="TrimtabException">The search cannot work.</exception>
    public void Expect(CandidateSearch search, Dataset data)
    {
        if (search is StudySearchCV)
        {
            return; // nobody knows which candidates it will try
        }

        foreach (var planned in new CompiledSearch(search, data).Trajectories.Where(planned => planned.Content.Length > 0))
        {
            var epochs = _expected.GetOrAdd(planned.Content, _ => []);
            lock (epochs)
            {
                epochs.UnionWith(planned.Stops.Select(stop => stop.Epoch));
            }
        }
    }

    bool IKnownCells.Knows(CellKey key) => _cells.ContainsKey(key);

    int IKnownCells.SnapshotEpoch(string training) => _snapshots.Find(training)?.Epoch ?? 0;

    internal Cell? Find(CellKey key) => _cells.GetValueOrDefault(key);

    /// <summary>Epochs from <paramref name="first"/> to <paramref name="last"/> at which searches to come want this training scored, and that are not known yet.</summary>
    internal int[] WantedBetween(string training, int first, int last)
    {
        if (!_expected.TryGetValue(training, out var epochs))
        {
            return [];
        }

        lock (epochs)
        {
            return [.. epochs.Where(epoch => epoch >= first && epoch <= last && !_cells.ContainsKey(new(training, epoch)))];
        }
    }

    internal Snapshot? FindSnapshot(string training) => _snapshots.Find(training);

    /// <exception cref="TrimtabException">It can't be written; what was written before stays.</exception>
    internal void Keep(string training, Snapshot snapshot) => Write(() => _snapshots.Keep(training, snapshot, SnapshotBudget));

    /// <exception cref="TrimtabException">It can't be written; what was written before stays.</exception>
    internal void Keep(CellKey key, Cell cell)
    {
        if (!_cells.ContainsKey(key))
        {
            Write(() => _file?.Append(key, cell));
            _cells.TryAdd(key, cell);
        }
    }

    private void Write(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TrimtabException($"The ledger in '{_folder}' can't be written to: {error.Message} What it holds stays; mend that and run the same again.", error);
        }
    }
}
