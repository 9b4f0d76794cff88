using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>A storage that counts the trials that are read from it.</summary>
internal sealed class CountedStorage(StudyStorage storage) : StudyStorage
{
    /// <summary>How many.</summary>
    public int TrialsRead { get; private set; }

    public override long CreateStudy(string name, IReadOnlyList<Direction> directions) => storage.CreateStudy(name, directions);

    public override void DeleteStudy(long study) => storage.DeleteStudy(study);

    public override void SetStudyAttribute(long study, AttributeKind kind, string name, string json) =>
        storage.SetStudyAttribute(study, kind, name, json);

    public override string SetStudyAttributeOnce(long study, AttributeKind kind, string name, string json) =>
        storage.SetStudyAttributeOnce(study, kind, name, json);

    public override IReadOnlyList<StoredStudy> ReadStudies() => storage.ReadStudies();

    public override StoredTrial? CreateTrial(long study, StoredTrial trial, int? number) => storage.CreateTrial(study, trial, number);

    public override int? Claim(long trial, DateTimeOffset started, IReadOnlyDictionary<string, string> attributes) =>
        storage.Claim(trial, started, attributes);

    public override void Write(long trial, int attempt, TrialChanges changes) => storage.Write(trial, attempt, changes);

    public override IReadOnlyList<StoredTrial> ReadTrials(long study, long after, IReadOnlyCollection<long> including)
    {
        var trials = storage.ReadTrials(study, after, including);
        TrialsRead += trials.Count;
        return trials;
    }
}
