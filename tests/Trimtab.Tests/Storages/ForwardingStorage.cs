using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>A storage that hands every call on to another one. Default: one in memory.</summary>
internal class ForwardingStorage(StudyStorage? storage = null) : StudyStorage
{
    private readonly StudyStorage _storage = storage ?? new MemoryStorage();

    /// <summary>The other one, asked for once a call.</summary>
    protected virtual StudyStorage Target => _storage;

    protected override long CreateStudyCore(string name, IReadOnlyList<Direction> directions) => Target.CreateStudy(name, directions);

    protected override void DeleteStudyCore(long study) => Target.DeleteStudy(study);

    protected override void SetStudyAttributeCore(long study, AttributeKind kind, string name, string json) =>
        Target.SetStudyAttribute(study, kind, name, json);

    protected override string SetStudyAttributeOnceCore(long study, AttributeKind kind, string name, string json) =>
        Target.SetStudyAttributeOnce(study, kind, name, json);

    protected override IReadOnlyList<StoredStudy> ReadStudiesCore() => Target.ReadStudies();

    protected override StoredTrial? CreateTrialCore(long study, StoredTrial trial, int? number) =>
        Target.CreateTrial(study, trial, number);

    protected override int? ClaimCore(long trial, DateTimeOffset started, IReadOnlyDictionary<string, string> attributes) =>
        Target.Claim(trial, started, attributes);

    protected override void WriteCore(long trial, int attempt, TrialChanges changes) => Target.Write(trial, attempt, changes);

    protected override IReadOnlyList<StoredTrial> ReadTrialsCore(long study, long after, IReadOnlyCollection<long> including) =>
        Target.ReadTrials(study, after, including);
}
