using Trimtab.Pruners;

namespace Trimtab.Tests.Pruners;

/// <summary>Every pruner, the sample's included; and what Trimtab's own must do beyond that, at whatever epochs trials report.</summary>
public class PrunerConformanceTests : PrunerConformance
{
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

    public static TheoryData<string> OfTrimtab =>
        [.. Pruner.Catalog.Names.Where(name => name != "none" && Pruner.Catalog.TypeOf(name).Assembly == typeof(Pruner).Assembly)];

    [Theory]
    [MemberData(nameof(OfTrimtab))]
    public void AHopelessTrial_WhateverEpochsAreReported_IsEnded(string name)
    {
        foreach (int[] theirs in ReportedEpochs)
        {
            foreach (int[] ours in ReportedEpochs)
            {
                int ended = Enumerable.Range(Rivals, 12).Count(number => IsEnded(name, theirs, ours, number, epoch => 200 + epoch));
                Assert.True(
                    ended >= (name == "hyperband" ? 1 : 12), // some brackets of Hyperband never halve
                    $"{name} ended {ended} of 12 with reports at {Text(ours)} where the others reported at {Text(theirs)}");
            }
        }
    }

    /// <summary>Folds may end at different epochs.</summary>
    [Theory]
    [InlineData("wilcoxon")]
    [InlineData("racing")]
    public void FoldsOfDifferentLengths_AreTestedAllTheSame(string name)
    {
        var pruner = Create(name);
        var rivals = new History(Enumerable.Range(0, Rivals).Select(number => Made(
            number,
            TrialState.Complete,
            [
                .. Enumerable.Range(0, Folds).SelectMany(fold => Reports(
                    fold, [1, 2, 3 + (fold % 2)], epoch => 1 + (number * 0.01) + (1.0 / epoch))),
            ])));
        Report[] ours = // every fold shorter than the one before
            [.. Enumerable.Range(0, Folds).SelectMany(fold => Reports(fold, [.. Enumerable.Range(1, 10 - fold)], epoch => 200 + fold))];

        Assert.Contains(Enumerable.Range(1, ours.Length), count => pruner.Stops(Made(Rivals, TrialState.Running, ours[..count]), rivals));
    }

    protected override Pruner Create(string name) => _settings.GetValueOrDefault(name) ?? base.Create(name);
}
