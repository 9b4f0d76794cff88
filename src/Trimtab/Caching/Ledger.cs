using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Trimtab.Files;
using Trimtab.Logging;

namespace Trimtab.Caching;

/// <summary>Cache of scores and snapshots by content: searches that share a ledger train nothing twice. Thread-safe.</summary>
/// <remarks>
/// A cell is a training at an epoch, found by everything it depends on: the rows, the fold, the configuration, the seed, the scorers and
/// the engine's revision. Failed cells are never kept. It is a cache: deleting it costs time and nothing else. Scorers that are functions
/// and trainings that say why they must be alone are not kept, for their content can't be known. Files that can't be read or written, and
/// entries that don't fit what they are kept for, never end a search: <see cref="Warnings"/> says what, and everything is computed as it
/// would be without them.
/// </remarks>
public sealed class Ledger : IKnownCells
{
    private readonly ConcurrentDictionary<CellKey, Cell> _cells = new();
    private readonly ConcurrentDictionary<string, SortedSet<int>> _expected = new();
    private readonly ConcurrentDictionary<string, EpochReports> _reports = new(); // by training; cells have none of their own
    private readonly LedgerFile? _file;
    private readonly ISnapshotStore _snapshots;
    private readonly CacheWarnings _warnings = new();
    private readonly LoggerFailure _loggerFailure = new();
    private readonly SafeLogger _logger;
    private readonly string _folder = "";

    /// <summary>A ledger that lives as long as the object.</summary>
    public Ledger()
    {
        _snapshots = new MemorySnapshots();
        _logger = new(null, LedgerMessages.Category, _loggerFailure);
    }

    /// <summary>
    /// A ledger in a folder: what is there is found, what is new is on disk before it is used. Several processes may share it.
    /// </summary>
    /// <param name="folder">Made where it is missing.</param>
    /// <exception cref="ArgumentException">The path is empty or holds a NUL character.</exception>
    public Ledger(string folder)
    {
        _folder = FilePath.Checked(folder);
        _logger = new(null, LedgerMessages.Category, _loggerFailure);
        _file = new(folder);
        _snapshots = new FolderSnapshots(folder);
        Try("be made", "Nothing is kept on disk.", () => Directory.CreateDirectory(folder));
        foreach (var (key, cell) in Try("be read", "Scores from before are computed again.", _file.Read) ?? [])
        {
            Take(key, cell);
        }
    }

    /// <summary>How many bytes all snapshots together may take, 0 or more; the oldest go first. Default 256 MiB.</summary>
    /// <remarks>A snapshot is where a training stands: one that was stopped, or is asked for more epochs, goes on from it.</remarks>
    public long SnapshotBudget
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 256L << 20;

    /// <summary>Number of cells that are known.</summary>
    public int Count => _cells.Count;

    /// <summary>
    /// Lines of the file that were damaged (a crash in the middle of a write leaves one) and are left out; their cells are computed again.
    /// </summary>
    public int Damaged => _file?.Damaged ?? 0;

    /// <summary>
    /// Files that could not be read or written so far and entries that were ignored, each kind once, in sentences; empty when all is well.
    /// It may grow while a search runs.
    /// </summary>
    public IReadOnlyList<string> Warnings => [.. _warnings.All, .. _loggerFailure.Warnings];

    /// <summary>
    /// Makes the logger of what the ledger keeps and what is wrong with its files, what was found on opening included, in the
    /// category <c>Trimtab.Ledger</c>. What it throws is among <see cref="Warnings"/>. Default: none, nothing is logged.
    /// </summary>
    public ILoggerFactory? LoggerFactory
    {
        get;
        init
        {
            (field, _logger) = (value, new(value, LedgerMessages.Category, _loggerFailure));
            LogOpening();
        }
    }

    /// <summary>Has a training scored at <paramref name="epochs"/>, whichever search trains it.</summary>
    internal void Expect(string training, IEnumerable<int> epochs)
    {
        var expected = _expected.GetOrAdd(training, _ => []);
        lock (expected)
        {
            expected.UnionWith(epochs);
        }
    }

    bool IKnownCells.Knows(CellKey key, CellShape shape) => Find(key, shape) is not null;

    int IKnownCells.SnapshotEpoch(string training) => FindSnapshot(training)?.Epoch ?? 0;

    /// <summary>
    /// The cell at <paramref name="key"/>; <see langword="null"/> where there is none. One that doesn't fit <paramref name="shape"/> is
    /// removed, with a warning.
    /// </summary>
    internal Cell? Find(CellKey key, CellShape shape)
    {
        if (!_cells.TryGetValue(key, out var cell) || (shape.WithRows && cell.Rows is null))
        {
            return null;
        }

        if (shape.Misfit(cell) is not { } misfit)
        {
            return WithReports(key, cell);
        }

        _cells.TryRemove(new(key, cell));
        _warnings.Add($"{Name} holds scores that don't fit their training", misfit, "They are computed again.");
        return null;
    }

    /// <summary>
    /// Epochs from <paramref name="first"/> to <paramref name="last"/> at which searches to come want this training scored, and that are
    /// not known yet.
    /// </summary>
    internal int[] WantedBetween(string training, int first, int last)
    {
        if (!_expected.TryGetValue(training, out var epochs))
        {
            return [];
        }

        lock (epochs)
        {
            return [.. epochs.Where(epoch => epoch >= first && epoch <= last && !IsKept(new(training, epoch), withRows: true))];
        }
    }

    /// <summary>Whether a search to come wants this training scored at <paramref name="epoch"/>.</summary>
    internal bool IsExpected(string training, int epoch)
    {
        if (!_expected.TryGetValue(training, out var epochs))
        {
            return false;
        }

        lock (epochs)
        {
            return epochs.Contains(epoch);
        }
    }

    /// <summary>Says that a snapshot could not be loaded.</summary>
    internal void WarnOfSnapshot(string why) =>
        _warnings.Add($"{Name} holds a snapshot that doesn't fit its training", why, "That training begins anew.");

    /// <summary>Says that a training could not write its state.</summary>
    internal void WarnOfUnsaved(string why) =>
        _warnings.Add($"{Name} can't be given a snapshot", why, "That training can't be continued later.");

    /// <summary>
    /// The snapshot of <paramref name="training"/>; where the one kept as its is of another training, a warning and none.
    /// </summary>
    internal Snapshot? FindSnapshot(string training)
    {
        var snapshot = Try("read a snapshot", "That training begins anew.", () => _snapshots.Find(training));
        if (snapshot is null || snapshot.Training == training)
        {
            return snapshot;
        }

        WarnOfSnapshot($"A snapshot must be of the training whose name it has. That of '{training}' is of '{snapshot.Training}'.");
        return null;
    }

    /// <summary>Puts <paramref name="snapshot"/> in the place of its training's older one, where the files allow it.</summary>
    internal void Keep(Snapshot snapshot) =>
        Try("write a snapshot", "That training can't be continued later.", () =>
        {
            _snapshots.Keep(snapshot, SnapshotBudget);
            _logger.SnapshotKept(snapshot.Training, snapshot.Epoch);
            return true;
        });

    /// <summary>Keeps <paramref name="cell"/>: on disk before it is known here, where the files allow it.</summary>
    internal void Keep(CellKey key, Cell cell)
    {
        if (!IsKept(key, withRows: cell.Rows is not null))
        {
            var own = WithoutKnownReports(key, cell);
            if (!TryWrite(file => file.Append(key, own)))
            {
                _warnings.Add(
                    $"{Name} can't be written to",
                    "Another program has its files open.",
                    "Scores are written once it has closed them, at the end of the search at the latest; if it does not, the next run "
                    + "computes them again.");
            }

            Take(key, own);
            _logger.CellKept(key.Training, key.Epoch);
        }
    }

    /// <summary>
    /// Writes cells that could not be written because another program had the files open; waits about two seconds for it.
    /// </summary>
    internal void WriteUnwritten() => TryWrite(file =>
    {
        file.WriteUnwritten();
        return true;
    });

    /// <returns>False where it is tried again later; what fails for good is a warning.</returns>
    private bool TryWrite(Func<LedgerFile, bool> write) =>
        Try<bool?>(
            "be written to",
            "Scores are known until the program ends; the next run computes them again.",
            () => _file is null || write(_file)) ?? true;

    private void LogOpening()
    {
        string folder = LogText.OneLine(_folder);
        if (_folder.Length > 0)
        {
            _logger.LedgerOpened(folder, Count);
        }

        if (Damaged > 0)
        {
            _logger.LinesDamaged(folder, Damaged);
        }

        _warnings.LogTo(_logger);
    }

    private bool IsKept(CellKey key, bool withRows) =>
        _cells.TryGetValue(key, out var cell) && !(withRows && cell.Rows is null) && WithReports(key, cell) is not null;

    /// <summary>The cell with the reports up to it; <see langword="null"/> where some were in a line that is lost.</summary>
    private Cell? WithReports(CellKey key, Cell cell)
    {
        var reports = _reports[key.Training];
        lock (reports)
        {
            return reports.First(cell.ReportsBefore) is { } all ? cell with { Epochs = all, ReportsBefore = 0 } : null;
        }
    }

    /// <summary>What a file must keep of the cell: its training's reports that no other cell has.</summary>
    private Cell WithoutKnownReports(CellKey key, Cell cell)
    {
        var reports = _reports.GetOrAdd(key.Training, _ => new());
        lock (reports)
        {
            int known = Math.Min(reports.Count, cell.Epochs.Count);
            return cell with { Epochs = [.. cell.Epochs.Skip(known)], ReportsBefore = known };
        }
    }

    private void Take(CellKey key, Cell own)
    {
        var reports = _reports.GetOrAdd(key.Training, _ => new());
        lock (reports)
        {
            reports.Add(own.ReportsBefore, own.Epochs);
        }

        _cells[key] = own with { Epochs = [], ReportsBefore = own.ReportsBefore + own.Epochs.Count };
    }

    private string Name => _folder.Length > 0 ? $"The ledger in '{_folder}'" : "The ledger";

    private T? Try<T>(string what, string consequence, Func<T> act) => _warnings.Try($"{Name} can't {what}", consequence, act);
}
