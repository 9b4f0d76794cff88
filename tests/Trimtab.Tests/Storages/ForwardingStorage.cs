using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>A storage that hands every call on to another one. Default: one in memory.</summary>
internal class ForwardingStorage(StudyStorage? storage = null) : StudyStorage
{
    private readonly StudyStorage _storage = storage ?? new MemoryStorage();

    public override long CreateStudy(string name, IReadOnlyList<Direction> directions) => _storage.CreateStudy(name, directions);

    public override void DeleteStudy(long study) => _storage.DeleteStudy(study);

    public override void SetStudyAttribute(long study, AttributeKind kind, string name, string json) =>
        _storage.SetStudyAttribute(study, kind, name, json);

    public override string SetStudyAttributeOnce(long study, AttributeKind kind, string name, string json) =>
        _storage.SetStudyAttributeOnce(study, kind, name, json);

    public override IReadOnlyList<StoredStudy> ReadStudies() => _storage.ReadStudies();

    public override StoredTrial? CreateTrial(long study, StoredTrial trial, int? number) => _storage.CreateTrial(study, trial, number);

    public override int? Claim(long trial, DateTimeOffset started, IReadOnlyDictionary<string, string> attributes) =>
        _storage.Claim(trial, started, attributes);

    public override void Write(long trial, int attempt, TrialChanges changes) => _storage.Write(trial, attempt, changes);

    public override IReadOnlyList<StoredTrial> ReadTrials(long study, long after, IReadOnlyCollection<long> including) =>
        _storage.ReadTrials(study, after, including);
}
