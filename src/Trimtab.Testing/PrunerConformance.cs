using Trimtab.Pruners;
using Trimtab.Spaces;

namespace Trimtab.Testing;

/// <summary>
/// What every pruner must keep: decisions that follow from the request alone, on reports of any kind, and the best trial goes on. Derive
/// a test class from it.
/// </summary>
/// <remarks>
/// <code>
/// [TestedParts(typeof(PlateauPruner))]
/// public class MyPruners : PrunerConformance;
/// </code>
/// A pruner need not stop anything.
/// </remarks>
public abstract class PrunerConformance
{
    private protected const int Rivals = 12, Folds = 8;

    private protected static readonly int[][] ReportedEpochs =
    [
        [.. Enumerable.Range(1, 16)],
        [1, 3, 5, 7, 9, 11, 13, 15],
        [2, 4, 6, 8, 10, 12, 14, 16],
        [4, 8, 12, 16],
        [5, 10, 15],
        [1, 2, 4, 7, 11, 16],
        [3, 9, 14],
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// The pruner called <paramref name="name"/>. Override it for one that cannot be made without settings, or that stops good trials by
    /// its own.
    /// </summary>
    /// <remarks>Losses of the tests are between 0 and 210, in 16 epochs and 8 folds.</remarks>
    protected virtual Pruner Create(string name) => Rule.Make(Pruner.Catalog, name, nameof(Create));

    /// <summary>
    /// Every trial gets a decision: without reports, of another metric, of NaN or infinity; beside rivals of every state, or none.
    /// </summary>
    [Theory, EveryPruner]
    public void Decide_OnReportsOfAnyKind_IsADecision(string name)
    {
        var pruner = Create(name);
        foreach (var history in Histories())
        {
            foreach (var reports in KindsOfReports())
            {
                foreach (var direction in Enum.GetValues<Direction>())
                {
                    for (int count = 0; count <= reports.Length; count++)
                    {
                        var trial = Made(Rivals, TrialState.Running, reports[..count]);
                        var request = new PruningRequest(trial, history, new("value", direction), "study");

                        var (decision, limit) = (pruner.Decide(request), pruner.EpochLimit(request));
                        Rule.Require(
                            Enum.IsDefined(decision),
                            "A decision must be Continue, Pause or Stop.",
                            $"{name} decided {decision} on {request.Trial}.",
                            "Return one of PruneDecision's members.");
                        Rule.Require(
                            limit is null or >= 1,
                            "The epoch limit must be 1 or more, or null for none.",
                            Invariant($"That of {name} is {limit} on {request.Trial}."),
                            "Return null where there is no limit.");
                    }
                }
            }
        }
    }

    /// <summary>A decision does not depend on the requests before it, nor on the object that is asked, nor on time.</summary>
    [Theory, EveryPruner]
    public void Decide_OnTheSameRequests_DecidesTheSameInAnyOrder(string name)
    {
        Func<PruningRequest>[] requests =
        [
            .. from history in Histories()
               from reports in KindsOfReports()
               from count in Enumerable.Range(0, reports.Length + 1)
               select (Func<PruningRequest>)(() => new(Made(Rivals, TrialState.Running, reports[..count]), history, new("value"), "study")),
        ];
        var pruner = Create(name);

        PruneDecision[] first = [.. requests.Select(request => pruner.Decide(request()))];

        RequireSame([.. requests.Select(request => pruner.Decide(request()))], "asked again");
        RequireSame([.. requests.Reverse().Select(request => Create(name).Decide(request())).Reverse()], "asked in the opposite order");

        void RequireSame(PruneDecision[] again, string how) => Rule.RequireSame(
            first,
            again,
            "A decision must follow from the request alone.",
            $"The decisions of {name} and those of it {how}",
            "Keep no state between calls, and use no clock and no random draws but the request's.");
    }

    /// <summary>The trial that is better than all rivals at every epoch, and still improves, is not stopped.</summary>
    [Theory, EveryPruner]
    public void TheBestTrial_WhateverEpochsAreReported_GoesOn(string name)
    {
        foreach (int[] theirs in ReportedEpochs)
        {
            foreach (int[] ours in ReportedEpochs)
            {
                Rule.Require(
                    !IsEnded(name, theirs, ours, Rivals, epoch => 0.1 + (0.01 / epoch)),
                    "A trial that is better than all others at every epoch, and still improves, must go on.",
                    $"{name} stopped it, with reports at epochs {Text(ours)} where the others reported at {Text(theirs)}.",
                    "Compare at epochs both have, in the metric's direction, or override Create for a pruner that stops good trials.");
            }
        }
    }

    /// <summary>The same study results from 1 and 4 workers.</summary>
    [Theory, EveryPruner]
    public async Task AStudy_OnAnyNumberOfWorkers_IsTheSame(string name) => Rule.RequireSameLines(
        await Transcript(name, 1),
        await Transcript(name, 4),
        "A study must be the same at any number of workers.",
        $"The trials under {name} with 1 and 4 workers",
        "Decide from the request alone: keep no state between calls, and use no clock.");

    private protected bool IsEnded(string name, int[] theirs, int[] ours, int number, Func<int, double> loss)
    {
        var pruner = Create(name);
        var rivals = RivalsWith(TrialState.Complete, rival => OverFolds(theirs, epoch => 1 + (rival * 0.01) + (1.0 / epoch)));
        Report[] reports = OverFolds(ours, loss);
        return Enumerable.Range(1, reports.Length)
            .Select(count => new PruningRequest(Made(number, TrialState.Running, reports[..count]), rivals, new("value"), "s"))
            .Any(request => pruner.Decide(request) == PruneDecision.Stop);
    }

    private protected static IEnumerable<Report> Reports(int fold, int[] epochs, Func<int, double> loss, string metric = "value") =>
        epochs.Select(epoch => new Report(fold, epoch, new Dictionary<string, double> { [metric] = loss(epoch) * (1 + (fold * 0.001)) }));

    private protected static Trial Made(int number, TrialState state, Report[] reports) =>
        new() { Number = number, Parameters = ParameterSet.Empty, State = state, Reports = reports };

    private protected static string Text(int[] epochs) => string.Join(", ", epochs);

    private static History RivalsWith(TrialState state, Func<int, Report[]> reports) =>
        new(Enumerable.Range(0, Rivals).Select(number => Made(number, state, reports(number))));

    private static Report[] OverFolds(int[] epochs, Func<int, double> loss) =>
        [.. Enumerable.Range(0, Folds).SelectMany(fold => Reports(fold, epochs, loss))];

    private async Task<string> Transcript(string name, int workers)
    {
        var study = new Study(new() { Seed = 3, Concurrency = 4, Pruner = Create(name) });
        await study.OptimizeAsync(
            trial =>
            {
                double x = trial.SuggestFloat("x", -3, 3), value = 0;
                for (int epoch = 1; epoch <= 9; epoch++)
                {
                    value = (x * x) + (1.0 / epoch);
                    trial.Report(value, epoch);
                    trial.ThrowIfPruned();
                }

                return value;
            },
            60,
            new() { Workers = workers },
            Token);
        return string.Join(
            '\n',
            study.Trials.Select(trial => Invariant($"{trial.Parameters} {trial.State} {trial.Reports.Count} {trial.Error}")));
    }

    private static History[] Histories() =>
    [
        History.Empty,
        RivalsWith(TrialState.Complete, _ => []),
        RivalsWith(TrialState.Failed, _ => [.. Reports(0, [1, 2], _ => double.NaN)]),
        RivalsWith(TrialState.Pruned, number => [.. Reports(0, [1, 2], epoch => number + epoch)]),
        RivalsWith(TrialState.Paused, number => [.. Reports(0, [1, 2], epoch => number + epoch)]),
        RivalsWith(TrialState.Complete, number => OverFolds([1, 2, 4], epoch => number % 3 == 0 ? double.NaN : number - epoch)),
        RivalsWith(TrialState.Complete, number => [.. Reports(0, [1, 5], _ => (number - 5.5) * double.PositiveInfinity)]),
    ];

    private static Report[][] KindsOfReports() =>
    [
        [.. Reports(0, [1, 2, 3, 9], epoch => 5 - epoch)],
        [.. Reports(0, [1, 2, 3], _ => double.NaN)],
        [.. Reports(0, [1, 2], _ => double.PositiveInfinity), .. Reports(0, [3, 4], _ => double.NegativeInfinity)],
        [.. Reports(0, [1, 2, 3], epoch => epoch, "another metric")],
        [.. Reports(0, [1, 2, 3], epoch => epoch), .. Reports(1, [1], _ => double.NaN), .. Reports(2, [2, 7], epoch => epoch)],
        [.. Reports(3, [int.MaxValue], _ => 1)],
    ];
}
