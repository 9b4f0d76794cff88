using Trimtab.Studies;

namespace Trimtab.Tests.Studies;

/// <summary>The table of legal transitions: everything it does not list is refused.</summary>
public class TrialTransitionTests
{
    private static readonly Dictionary<(TrialState From, TrialEvent Event), TrialState> _legal = new()
    {
        [(TrialState.Waiting, TrialEvent.Claim)] = TrialState.Running,
        [(TrialState.Waiting, TrialEvent.Write)] = TrialState.Waiting,
        [(TrialState.Waiting, TrialEvent.Complete)] = TrialState.Complete,
        [(TrialState.Waiting, TrialEvent.Prune)] = TrialState.Pruned,
        [(TrialState.Waiting, TrialEvent.Fail)] = TrialState.Failed,
        [(TrialState.Running, TrialEvent.Write)] = TrialState.Running,
        [(TrialState.Running, TrialEvent.Renew)] = TrialState.Running,
        [(TrialState.Running, TrialEvent.Release)] = TrialState.Waiting,
        [(TrialState.Running, TrialEvent.Complete)] = TrialState.Complete,
        [(TrialState.Running, TrialEvent.Prune)] = TrialState.Pruned,
        [(TrialState.Running, TrialEvent.Pause)] = TrialState.Paused,
        [(TrialState.Running, TrialEvent.Fail)] = TrialState.Failed,
    };

    [Fact]
    public void Next_OfEveryStateAndEvent_IsLegalOrRefused()
    {
        foreach (var from in Enum.GetValues<TrialState>())
        {
            foreach (var what in Enum.GetValues<TrialEvent>())
            {
                if (_legal.TryGetValue((from, what), out var to))
                {
                    Assert.Equal(to, TrialTransitions.Next(0, from, what, isOwner: true));
                }
                else
                {
                    Assert.Throws<TrimtabException>(() => TrialTransitions.Next(0, from, what, isOwner: true));
                }
            }
        }
    }

    [Fact]
    public void Next_ForAnyoneButTheOwner_AllowsAClaimOnly()
    {
        Assert.Equal(TrialState.Running, TrialTransitions.Next(0, TrialState.Waiting, TrialEvent.Claim, isOwner: false));
        Assert.All(
            Enum.GetValues<TrialEvent>().Where(what => what != TrialEvent.Claim),
            what => Assert.Contains(
                "attempt that has ended",
                Assert.Throws<TrimtabException>(() => TrialTransitions.Next(3, TrialState.Running, what, isOwner: false)).Message,
                StringComparison.Ordinal));
    }

    [Fact]
    public void IsFrozen_OfEveryState_IsWhatTheTrialSaysOfItself() => Assert.All(Enum.GetValues<TrialState>(), state =>
    {
        var trial = new Trial { Number = 0, Parameters = Trimtab.Spaces.ParameterSet.Empty, State = state };

        Assert.Equal(trial.IsFinished, TrialTransitions.IsFrozen(state));
    });

}
