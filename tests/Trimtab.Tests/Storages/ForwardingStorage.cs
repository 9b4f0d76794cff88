using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>A storage that hands every call on to another one. Default: one in memory.</summary>
internal class ForwardingStorage(StudyStorage? storage = null) : StudyStorage
{
    private readonly StudyStorage _storage = storage ?? new MemoryStorage();

    protected override long CreateStudyCore(string name, IReadOnlyList<Direction> directions) => _storage.CreateStudy(name, directions);

    public override void DeleteStudy(long study) => _storage.DeleteStudy(study);

    protected override void SetStudyAttributeCore(long study, AttributeKind kind, string name, string json) =>
        _storage.SetStudyAttribute(study, kind, name, json);

    protected override string SetStudyAttributeOnceCore(long study, AttributeKind kind, string name, string json) =>
        _storage.SetStudyAttributeOnce(study, kind, name, json);

    public override IReadOnlyList<StoredStudy> ReadStudies() => _storage.ReadStudies();

    protected override StoredTrial? CreateTrialCore(long study, StoredTrial trial, int? number) =>
        _storage.CreateTrial(study, trial, number);

    protected override int? ClaimCore(long trial, DateTimeOffset started, IReadOnlyDictionary<string, string> attributes) =>
        _storage.Claim(trial, started, attributes);

    protected override void WriteCore(long trial, int attempt, TrialChanges changes) => _storage.Write(trial, attempt, changes);

    protected override IReadOnlyList<StoredTrial> ReadTrialsCore(long study, long after, IReadOnlyCollection<long> including) =>
        _storage.ReadTrials(study, after, including);
}
