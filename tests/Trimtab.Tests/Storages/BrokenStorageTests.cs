using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>The suite of storages fails for a storage that breaks a rule.</summary>
public class BrokenStorageTests
{
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
        protected override StudyStorage Open() => new ForwardingStorage(storage); // which is disposed, and the other not
    }

    private sealed class Broken : ForwardingStorage
    {
        public Func<int?, int?> Claims { get; init; } = attempt => attempt;

        public Func<StoredTrial, StoredTrial> Creates { get; init; } = trial => trial;

        public Func<int, int> Writes { get; init; } = attempt => attempt;

        public Func<long, long> Reads { get; init; } = after => after;

        protected override StoredTrial? CreateTrialCore(long study, StoredTrial trial, int? number) =>
            base.CreateTrialCore(study, Creates(trial), number);

        protected override int? ClaimCore(long trial, DateTimeOffset started, IReadOnlyDictionary<string, string> attributes) =>
            Claims(base.ClaimCore(trial, started, attributes));

        protected override void WriteCore(long trial, int attempt, TrialChanges changes) => base.WriteCore(trial, Writes(attempt), changes);

        protected override IReadOnlyList<StoredTrial> ReadTrialsCore(long study, long after, IReadOnlyCollection<long> including) =>
            base.ReadTrialsCore(study, Reads(after), including);
    }
}
