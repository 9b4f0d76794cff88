using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Trimtab.Caching;
using Trimtab.ModelSelection;
using Trimtab.ModelSelection.Running;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Studies;
using Trimtab.Tests.ModelSelection;

namespace Trimtab.Tests.Logging;

/// <summary>What is not logged costs nothing: no text is made and no byte allocated for it.</summary>
public class SilentLogTests
{
    private static readonly Trial _trial = new()
    {
        Number = 3,
        Parameters = ParameterSet.Create([new("x", 0.5)]),
        State = TrialState.Complete,
        Values = new Dictionary<string, double> { ["value"] = 1.5 },
        Reports = [new(0, 1, new Dictionary<string, double> { ["value"] = 1.5 })],
    };

    private static readonly Exception _error = new InvalidOperationException("broken");
    private static readonly AssignedParameter _assigned = new(new FloatDistribution(0, 1), 0.5, "random");
    private static readonly Suggestion _suggestion = new(ParameterSet.Create([new("x", 0.5)])) { IsFallback = true };
    private static readonly FoldOutcome _outcome = new(new Cell([0.5], [], 1, 1, []));

    public static TheoryData<string, bool> Silences => new() { { "no factory", true }, { "null factory", true }, { "level None", false } };

    [Theory]
    [MemberData(nameof(Silences))]
    public void Events_ThatAreNotLogged_AllocateNothing(string silence, bool isSilent)
    {
        using var factory = Silent(silence);
        var study = new StudyLog(new() { LoggerFactory = factory });
        var search = new SearchLog(factory);
        var compiled = new GridSearchCV(new Stepping(), new() { ["rate"] = [0.1] }) { Cv = 3 }
            .Compile(GridSearchOracleTests.Data, TestContext.Current.CancellationToken);

        // the first calls of each compile
        var bytes = EventsOf(study, search, compiled)
            .Select(item => (item.Key, Bytes: Enumerable.Range(0, 5).Min(_ => Allocated(item.Value))));

        Assert.DoesNotContain(bytes, item => item.Bytes > 0);
        var store = new MemoryTrialStore();
        Assert.Equal(isSilent, ReferenceEquals(store, study.Watch(store)));
    }

    [Fact]
    public async Task ALoggerThatWantsWarningsOnly_IsGivenNothingElse()
    {
        using var log = new CapturedLog(LogLevel.Warning);
        var study = new Study(new() { LoggerFactory = log.Factory });

        await study.OptimizeAsync(
            trial => trial.Number == 1 ? throw new InvalidOperationException("broken") : trial.SuggestFloat("x", 0, 1),
            3,
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("TrialFailed", Assert.Single(log.Events).Id.Name);
    }

    private static ILoggerFactory? Silent(string silence) => silence switch
    {
        "no factory" => null,
        "null factory" => NullLoggerFactory.Instance,
        _ => LoggerFactory.Create(logging => logging.AddProvider(new Microsoft.Extensions.Logging.Testing.FakeLoggerProvider())
            .SetMinimumLevel(LogLevel.None)),
    };

    /// <summary>Every event of a study or a search that may come more than once in a run.</summary>
    private static Dictionary<string, Action> EventsOf(StudyLog study, SearchLog search, CompiledSearch compiled) => new()
    {
        ["study.TrialStarted"] = () => study.TrialStarted(3),
        ["study.ParameterAssigned"] = () => study.ParameterAssigned(3, "x", _assigned),
        ["study.PruningDecided"] = () => study.PruningDecided(_trial, "value", PruneDecision.Stop),
        ["study.Suggested"] = () => study.Suggested(3, _suggestion),
        ["study.TrialEnded"] = () => study.TrialEnded(_trial, null),
        ["study.TrialRetried"] = () => study.TrialRetried(3, 1, 1, _error),
        ["study.TrialTimedOut"] = () => study.TrialTimedOut(3, TimeSpan.FromSeconds(1)),
        ["study.TrialReleased"] = () => study.TrialReleased(3),
        ["search.CandidateStarted"] = () => search.CandidateStarted(3, _trial.Parameters),
        ["search.TrainingStarted"] = () => search.TrainingStarted(3, 0, 0, 2),
        ["search.CacheRead"] = () => search.CacheRead(3, 0, 2, isHit: true),
        ["search.FoldEnded"] = () => search.FoldEnded(3, 0, _outcome, compiled),
        ["search.CandidateScored"] = () => search.CandidateScored(3, compiled, 0.5),
        ["search.RungFinished"] = () => search.RungFinished(1, "epochs", 4, 2),
        ["search.RefitStarted"] = () => search.RefitStarted(_trial.Parameters),
        ["search.RefitEnded"] = () => search.RefitEnded(TimeSpan.FromSeconds(1), null),
    };

    private static long Allocated(Action act)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
