using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>The suite of storages fails for a storage that breaks a rule.</summary>
public class BrokenStorageTests
{
    [Fact]
    public void Suite_OfAStorageThatTakesAnyJson_Fails() =>
        Fails(new Broken { SetsAttribute = _ => { } }, suite => suite.EveryAttribute_ThatIsNoJson_IsRefused());

    [Fact]
    public void Suite_OfAStorageThatClaimsForEveryone_Fails() => Fails(
        new Broken { Claims = _ => 0 }, suite => suite.Release_OfATrial_GivesItToAnother_AndMakesTheOldAttemptVoid());

    [Fact]
    public void Suite_OfAStorageThatKeepsNumbersAsFloats_Fails() => Fails(
        new Broken { Creates = trial => trial with { Values = trial.Values?.Select(value => (double)(float)value).ToArray() } },
        suite => suite.CreateTrial_WithAllItCanHave_IsReadBackWithAllOfIt());

    [Fact]
    public void Suite_OfAStorageThatReadsAllTrials_Fails() => Fails(
        new Broken { Reads = _ => -1 }, suite => suite.ReadTrials_AfterAnId_HasLaterOnesAndThoseThatAreNamed());

    [Fact]
    public void Suite_OfAStorageThatIgnoresAttempts_Fails() =>
        Fails(new Broken { Writes = _ => 0 }, suite => suite.Write_OfAnotherAttempt_IsRefused(1));

    private static void Fails(StudyStorage storage, Action<StorageConformance> test)
    {
        test(new Suite(new MemoryStorage()));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => test(new Suite(storage)));
    }

    private sealed class Suite(StudyStorage storage) : StorageConformance
    {
        protected override StudyStorage Open() => storage;
    }

    private sealed class Broken : ForwardingStorage
    {
        public Action<string>? SetsAttribute { get; init; }

        public Func<int?, int?> Claims { get; init; } = attempt => attempt;

        public Func<StoredTrial, StoredTrial> Creates { get; init; } = trial => trial;

        public Func<int, int> Writes { get; init; } = attempt => attempt;

        public Func<long, long> Reads { get; init; } = after => after;

        public override void SetStudyAttribute(long study, AttributeKind kind, string name, string json)
        {
            if (SetsAttribute is { } set)
            {
                set(json);
            }
            else
            {
                base.SetStudyAttribute(study, kind, name, json);
            }
        }

        public override StoredTrial? CreateTrial(long study, StoredTrial trial, int? number) =>
            base.CreateTrial(study, Creates(trial), number);

        public override int? Claim(long trial, DateTimeOffset started, IReadOnlyDictionary<string, string> attributes) =>
            Claims(base.Claim(trial, started, attributes));

        public override void Write(long trial, int attempt, TrialChanges changes) => base.Write(trial, Writes(attempt), changes);

        public override IReadOnlyList<StoredTrial> ReadTrials(long study, long after, IReadOnlyCollection<long> including) =>
            base.ReadTrials(study, Reads(after), including);
    }
}
