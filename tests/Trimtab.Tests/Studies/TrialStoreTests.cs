using Trimtab.Spaces;
using Trimtab.Studies;

namespace Trimtab.Tests.Studies;

/// <summary>What every store of trials must do; the one in memory so far.</summary>
public class TrialStoreTests
{
    private static readonly FloatDistribution _unit = new(0, 1);

    private static readonly Func<ITrialStore> _make = () => new MemoryTrialStore();

    private readonly ITrialStore _store = _make();

    [Fact]
    public void Claim_TakesWaitingTrialsInOrder_ThenNewOnes()
    {
        Wait(("x", 0.5));
        Wait(("x", 0.25));

        Assert.Equal(0, _store.NextNumber);
        Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Select(_ => Claim().Number));
        Assert.Equal(3, _store.NextNumber);
        Assert.Equal(ParameterSet.Of(("x", 0.5)), _store[0].Given);
        Assert.Equal(DateTimeOffset.UnixEpoch, _store[2].Started);
    }

    [Fact]
    public void Claim_ByManyWorkersAtOnce_GivesEachAnotherTrial()
    {
        for (int i = 0; i < 50; i++)
        {
            Wait(("x", 0.01 * i));
        }

        var claims = new System.Collections.Concurrent.ConcurrentBag<TrialClaim>();
        Parallel.For(0, 200, _ => claims.Add(Claim()));

        Assert.Equal(Enumerable.Range(0, 200), claims.Select(claim => claim.Number).Order());
    }

    [Fact]
    public void Writes_OfARunningTrial_AreReadAtOnce()
    {
        var claim = Claim();
        _store.SetParameter(claim, "x", new(_unit, 0.5, "random"));
        _store.SetParameter(claim, "x", new(_unit, 0.75, "late"));
        Assert.True(_store.Report(claim, ReportOf(2, 0.2)));
        Assert.True(_store.Report(claim, ReportOf(1, 0.1)));
        Assert.False(_store.Report(claim, ReportOf(1, 9)));
        _store.SetAttribute(claim, "host", "a");
        _store.SetAttribute(claim, "host", "b");
        _store.AddViolation(claim, 1);
        _store.AddViolation(claim, 2);

        var trial = _store[0];

        Assert.Equal(TrialState.Running, trial.State);
        Assert.Equal(ParameterSet.Of(("x", 0.5)), trial.Parameters);
        Assert.Equal("random", trial.Origins["x"]);
        Assert.Equal(_unit, trial.Space["x"]);
        Assert.Equal([0.1, 0.2], trial.Reports.Select(report => report.Metrics["value"]));
        Assert.Equal(("b", 3.0), (trial.Attributes["host"], trial.Violation));
    }

    [Fact]
    public void AnAttemptThatHasEnded_CanNeitherWriteNorFinish()
    {
        var first = Claim();
        _store.Report(first, ReportOf(1, 1));
        var second = _store.Renew(first, forgets: true);
        _store.Report(second, ReportOf(2, 2));

        Assert.Throws<TrimtabException>(() => _store.Report(first, ReportOf(3, 3)));
        Assert.Throws<TrimtabException>(() => _store.SetParameter(first, "x", new(_unit, 0.5, "")));
        Assert.Throws<TrimtabException>(() => _store.Finish(first, Complete(1)));
        Assert.Throws<TrimtabException>(() => _store.Release(first));
        Assert.Throws<TrimtabException>(() => _store.Renew(first, forgets: false));
        Assert.Equal([2], _store.Finish(second, Complete(1)).Reports.Select(report => report.Epoch));
    }

    [Fact]
    public void AFinishedTrial_IsFrozen()
    {
        var claim = Claim();
        var ended = _store.Finish(claim, Complete(1));

        Assert.All(
            new Action[]
            {
                () => _store.Propose(claim, ParameterSet.Empty, null, SearchSpace.Empty),
                () => _store.SetParameter(claim, "x", new(_unit, 0.5, "")),
                () => _store.Report(claim, ReportOf(1, 1)),
                () => _store.SetAttribute(claim, "a", "b"),
                () => _store.AddViolation(claim, 1),
                () => _store.Renew(claim, forgets: true),
                () => _store.Release(claim),
                () => _store.Finish(claim, Complete(2)),
            },
            write => Assert.Contains(
                "A finished trial never changes", Assert.Throws<TrimtabException>(write).Message, StringComparison.Ordinal));
        Assert.Same(ended, _store[0]);
    }

    [Fact]
    public void Propose_OfAPausedTrialThatAnotherResumes_IsRefusedUntilThatHasFailed()
    {
        var paused = Claim();
        _store.Finish(paused, new(TrialEvent.Pause, new(["value"], [1])));
        TrialClaim first = Claim(), second = Claim();

        Assert.True(_store.Propose(first, ParameterSet.Empty, paused.Number, SearchSpace.Empty));
        Assert.False(_store.Propose(second, ParameterSet.Empty, paused.Number, SearchSpace.Empty));
        Assert.Equal((paused.Number, null), (_store[first.Number].Resumes, _store[second.Number].Resumes));
        _store.Finish(first, TrialEnds.Failed("no more memory"));
        Assert.True(_store.Propose(second, ParameterSet.Empty, paused.Number, SearchSpace.Empty));
    }

    [Fact]
    public void Release_GivesTheTrialBackWithWhatItWasGiven()
    {
        var claim = Claim();
        _store.Propose(claim, ParameterSet.Of(("x", 0.5)), null, SearchSpace.Empty);
        _store.SetParameter(claim, "x", new(_unit, 0.5, "random"));
        _store.Report(claim, ReportOf(1, 1));

        _store.Release(claim);

        Assert.Equal(
            (TrialState.Waiting, 0, ParameterSet.Of(("x", 0.5))), (_store[0].State, _store[0].Reports.Count, _store[0].Parameters));
        Assert.Equal(new TrialClaim(0, 3), Claim()); // 1 was released, which counts
    }

    [Fact]
    public void Read_IsASnapshot_ThatLaterWritesLeaveAsItIs()
    {
        var early = Claim();
        for (int i = 0; i < 40; i++)
        {
            _store.Finish(Claim(), Complete(i));
        }

        var before = _store.Read(30);
        _store.Report(early, ReportOf(1, 1));
        _store.Finish(early, Complete(7));

        Assert.Equal((TrialState.Running, 0), (before[0].State, before[0].Reports.Count));
        Assert.Equal([0], before.Unfinished);
        Assert.Equal(30, before.Count);
        Assert.Equal(TrialState.Complete, _store.Read(30)[0].State);
        Assert.Same(before[29], _store.Read(30)[29]);
    }

    [Fact]
    public void ReadFinished_HandsOutEachTrialOnce_InTheOrderOfFinishing()
    {
        TrialClaim[] claims = [Claim(), Claim(), Claim()];
        _store.Finish(claims[2], Complete(2));
        _store.Finish(claims[0], Complete(0));

        Assert.Equal([2, 0], _store.ReadFinished(0).Select(trial => trial.Number));
        _store.Finish(claims[1], Complete(1));
        Assert.Equal([1], _store.ReadFinished(2).Select(trial => trial.Number));
        Assert.Empty(_store.ReadFinished(3));
        Assert.Equal(3, _store.FinishedCount);
    }

    [Fact]
    public void ReadBefore_WithVisibleTrials_CountsTheOthersAsUnderWay()
    {
        for (int i = 0; i < 3; i++)
        {
            var claim = Claim();
            _store.Propose(claim, ParameterSet.Of(("x", 0.1 * i)), null, SearchSpace.Empty);
            _store.Finish(claim, Complete(i));
        }

        var open = Claim();
        _store.Propose(open, ParameterSet.Of(("x", 0.9)), null, SearchSpace.Empty);

        Assert.Equal((1, 3), (_store.ReadBefore(4, 1).History.Count, _store.ReadBefore(4, 1).Pending.Count));
        Assert.Equal([ParameterSet.Of(("x", 0.9))], _store.ReadBefore(4, null).Pending);
        Assert.Empty(_store.ReadBefore(2, null).Pending);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void ANumberOfNoTrial_IsRefused(int number)
    {
        Claim();

        Assert.Contains(
            Invariant($"Got {number}"), Assert.Throws<TrimtabException>(() => _store[number]).Message, StringComparison.Ordinal);
    }

    private TrialClaim Claim() => _store.Claim(DateTimeOffset.UnixEpoch)!.Value;

    private void Wait(params ReadOnlySpan<(string, ParameterValue)> values) =>
        _store.Add([new() { Number = 0, Parameters = ParameterSet.Of(values) }]);

    private static Report ReportOf(int epoch, double value) => new(0, epoch, new Dictionary<string, double> { ["value"] = value });

    private static TrialEnd Complete(double value) => new(TrialEvent.Complete, new(["value"], [value]));
}
