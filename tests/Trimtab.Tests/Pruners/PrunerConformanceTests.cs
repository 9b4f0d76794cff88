using Trimtab.Pruners;
using Trimtab.Spaces;

namespace Trimtab.Tests.Pruners;

/// <summary>What every pruner must keep at whatever epochs trials report: all of them, every other, at different ones. A new one is picked up by its name.</summary>
public class PrunerConformanceTests
{
    private const int Rivals = 12, Folds = 8;

    private static readonly Dictionary<string, Pruner> _settings = new()
    {
        ["median"] = new MedianPruner { Interval = 2 },
        ["percentile"] = new PercentilePruner { Interval = 3, WarmupEpochs = 2 },
        ["successive_halving"] = new SuccessiveHalvingPruner { MinResource = 2, ReductionFactor = 2 },
        ["hyperband"] = new HyperbandPruner { MaxResource = 16 },
        ["threshold"] = new ThresholdPruner { Upper = 100 },
        ["patient"] = new PatientPruner { Patience = 1, Inner = new MedianPruner() },
        ["racing"] = new RacingPruner { Folds = Folds },
    };

    private static readonly int[][] _epochs =
    [
        [.. Enumerable.Range(1, 16)],
        [1, 3, 5, 7, 9, 11, 13, 15],
        [2, 4, 6, 8, 10, 12, 14, 16],
        [4, 8, 12, 16],
        [5, 10, 15],
        [1, 2, 4, 7, 11, 16],
        [3, 9, 14],
    ];

    public static TheoryData<string> Names => [.. Pruner.Catalog.Names.Where(name => name != "none")];

    [Theory]
    [MemberData(nameof(Names))]
    public void AHopelessTrial_WhateverEpochsAreReported_IsEnded(string name)
    {
        foreach (int[] theirs in _epochs)
        {
            foreach (int[] ours in _epochs)
            {
                int ended = Enumerable.Range(Rivals, 12).Count(number => IsEnded(name, theirs, ours, number, epoch => 200 + epoch));
                Assert.True(ended >= (name == "hyperband" ? 1 : 12), $"{name} ended {ended} of 12 with reports at {string.Join(", ", ours)} where the others reported at {string.Join(", ", theirs)}"); // some brackets of Hyperband never halve
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheBestTrial_WhateverEpochsAreReported_GoesOn(string name)
    {
        foreach (int[] theirs in _epochs)
        {
            foreach (int[] ours in _epochs)
            {
                Assert.False(IsEnded(name, theirs, ours, Rivals, epoch => 0.1 + (0.01 / epoch)), $"{name} ended the best with reports at {string.Join(", ", ours)} where the others reported at {string.Join(", ", theirs)}");
            }
        }
    }

    /// <summary>Folds may end at different epochs.</summary>
    [Theory]
    [InlineData("wilcoxon")]
    [InlineData("racing")]
    public void FoldsOfDifferentLengths_AreTestedAllTheSame(string name)
    {
        var pruner = _settings.GetValueOrDefault(name) ?? Pruner.Catalog.Create(name);
        var rivals = new History(Enumerable.Range(0, Rivals).Select(number => Made(number, TrialState.Complete, [.. Enumerable.Range(0, Folds).SelectMany(fold => Reports(fold, [1, 2, 3 + (fold % 2)], epoch => 1 + (number * 0.01) + (1.0 / epoch)))])));
        Report[] ours = [.. Enumerable.Range(0, Folds).SelectMany(fold => Reports(fold, [.. Enumerable.Range(1, 10 - fold)], epoch => 200 + fold))]; // every fold shorter than the one before

        Assert.Contains(Enumerable.Range(1, ours.Length), count => pruner.Stops(Made(Rivals, TrialState.Running, ours[..count]), rivals));
    }

    private static bool IsEnded(string name, int[] theirs, int[] ours, int number, Func<int, double> loss)
    {
        var pruner = _settings.GetValueOrDefault(name) ?? Pruner.Catalog.Create(name);
        var rivals = new History(Enumerable.Range(0, Rivals).Select(rival => Made(rival, TrialState.Complete, [.. Enumerable.Range(0, Folds).SelectMany(fold => Reports(fold, theirs, epoch => 1 + (rival * 0.01) + (1.0 / epoch)))])));
        Report[] reports = [.. Enumerable.Range(0, Folds).SelectMany(fold => Reports(fold, ours, loss))];
        return Enumerable.Range(1, reports.Length).Any(count => pruner.Stops(Made(number, TrialState.Running, reports[..count]), rivals));
    }

    private static IEnumerable<Report> Reports(int fold, int[] epochs, Func<int, double> loss) => epochs.Select(epoch => new Report(fold, epoch, new Dictionary<string, double> { ["value"] = loss(epoch) + (fold * 0.001) }));

    private static Trial Made(int number, TrialState state, Report[] reports) => new() { Number = number, Parameters = ParameterSet.Empty, State = state, Reports = reports };
}
