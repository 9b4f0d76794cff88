using System.Collections.Concurrent;
using Trimtab.Storages;

namespace Trimtab.Tool.Tests;

/// <summary>An SQLite storage that counts the trials that are read from it, for tests: <c>counted:path</c>.</summary>
/// <param name="location">The file.</param>
[Named("counted")]
public sealed class CountedStorage(string location) : StudyStorage
{
    private static readonly ConcurrentDictionary<string, int> _read = new();

    private readonly StudyStorage _storage = Open($"sqlite:{location}");

    /// <summary>How many trials were read from a file so far.</summary>
    public static int TrialsRead(string location) => _read.GetValueOrDefault(location);

    /// <inheritdoc/>
    protected override void DeleteStudyCore(long study) => _storage.DeleteStudy(study);

    /// <inheritdoc/>
    protected override IReadOnlyList<StoredStudy> ReadStudiesCore() => _storage.ReadStudies();

    /// <inheritdoc/>
    protected override StoredStudy? FindStudyCore(string name) => _storage.FindStudy(name);

    /// <inheritdoc/>
    protected override long CreateStudyCore(string name, IReadOnlyList<Direction> directions) => _storage.CreateStudy(name, directions);

    /// <inheritdoc/>
    protected override void SetStudyAttributeCore(long study, AttributeKind kind, string name, string json) =>
        _storage.SetStudyAttribute(study, kind, name, json);

    /// <inheritdoc/>
    protected override string SetStudyAttributeOnceCore(long study, AttributeKind kind, string name, string json) =>
        _storage.SetStudyAttributeOnce(study, kind, name, json);

    /// <inheritdoc/>
    protected override StoredTrial? CreateTrialCore(long study, StoredTrial trial, int? number) =>
        _storage.CreateTrial(study, trial, number);

    /// <inheritdoc/>
    protected override int? ClaimCore(long trial, DateTimeOffset started, IReadOnlyDictionary<string, string> attributes) =>
        _storage.Claim(trial, started, attributes);

    /// <inheritdoc/>
    protected override void WriteCore(long trial, int attempt, TrialChanges changes) => _storage.Write(trial, attempt, changes);

    /// <inheritdoc/>
    protected override StoredTrial? FindTrialCore(long study, int number)
    {
        _read.AddOrUpdate(location, 1, (_, count) => count + 1);
        return _storage.FindTrial(study, number);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<StoredTrial> ReadTrialsCore(long study, long after, IReadOnlyCollection<long> including)
    {
        var trials = _storage.ReadTrials(study, after, including);
        _read.AddOrUpdate(location, trials.Count, (_, count) => count + trials.Count);
        return trials;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _storage.Dispose();
        base.Dispose(disposing);
    }
}
