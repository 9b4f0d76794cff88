using System.Text.Json.Nodes;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks.Datasets;
using Trimtab.Pruners;
using Trimtab.Spaces;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>What a ledger keeps of trainings that are scored at every epoch: each report once, rows where candidates are judged.</summary>
public sealed class LedgerGrowthTests : IDisposable
{
    private static readonly Dataset _digits = SyntheticDigits.Create(new() { Digits = [2, 7] }).Train.Select([.. Enumerable.Range(0, 80)]);

    private readonly string _folder = Directory.CreateTempSubdirectory("growth").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static NetworkClassifier<ScoreEveryEpochTests.Hyperparameters> Net =>
        NetworkClassifier.Of((ScoreEveryEpochTests.Hyperparameters hyperparameters) =>
    {
        var model = new Sequential([28, 28, 1])
        {
            new Flatten(),
            new Dense(hyperparameters.Neurons) { Activation = "relu" },
            new Dense(2) { Activation = "softmax" },
        };
        model.Compile("adam", "categorical_crossentropy", "accuracy");
        return model;
    }) with
        { BatchSize = 40 };

    private string Cells => Directory.GetFiles(_folder, "cells-*.jsonl").Single();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lines_OfEveryEpoch_HoldItsReportOnly()
    {
        Grid(30).Fit(_digits, Token);

        var entries = File.ReadLines(Cells).Select(line => JsonNode.Parse(line[9..])!).ToList();

        Assert.Equal(2 * 30, entries.Count);
        Assert.All(
            entries, entry => Assert.Equal((int)entry["Epoch"]!, (int)Assert.Single(entry["Cell"]!["Epochs"]!.AsArray())!["Epoch"]!));
    }

    /// <summary>The lines that are lost held reports that later cells need: those are trained again, to the same curves.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Lines_LostInTheMiddle_ChangeNothing(int lost)
    {
        var fresh = Grid(2, 5).Fit(_digits, Token);
        File.WriteAllLines(Cells, [.. File.ReadAllLines(Cells).Where(line => (int)JsonNode.Parse(line[9..])!["Epoch"]! != lost)]);

        var again = Grid(2, 5).Fit(_digits, Token);
        var known = Grid(2, 5).Fit(_digits, Token);

        Assert.Equal(Everything(fresh), Everything(again));
        Assert.Equal(Everything(fresh), Everything(known));
        Assert.Equal(0, known.Cost.EpochsTrained);
    }

    /// <summary>
    /// A pruner looks at every epoch; only where a candidate ends do its rows count. A later search that ends one elsewhere computes them.
    /// </summary>
    [Fact]
    public void Rows_OfAPrunedStudy_AreKeptAtItsEndAndComputedWhereALaterSearchJudges()
    {
        var study = new StudySearchCV(Net with { Epochs = 4 }, new() { ["neurons"] = new CategoricalDistribution([8]) }, 1)
        {
            Cv = 2,
            Seed = 3,
            Scoring = ["accuracy", "neg_log_loss"],
            Refit = "accuracy",
            Pruner = new MedianPruner(),
            Ledger = new(_folder),
        };
        var first = study.Fit(_digits, Token);
        var again = (study with { Ledger = new(_folder) }).Fit(_digits, Token);
        var epochsWithRows = File.ReadLines(Cells).Select(line => JsonNode.Parse(line[9..])!)
            .Where(entry => entry["Cell"]!["Rows"] is not null).Select(entry => (int)entry["Epoch"]!);

        Assert.Equal([4, 4], epochsWithRows);
        Assert.Equal(0, again.Cost.EpochsTrained);
        Assert.Equal(Everything(first), Everything(again));

        var withLedger = (Grid(2, 3, 4) with { ScoreEveryEpoch = false }).Fit(_digits, Token);
        var alone = (Grid(2, 3, 4) with { ScoreEveryEpoch = false, Ledger = null }).Fit(_digits, Token);
        Assert.Equal(Everything(alone), Everything(withLedger));
        Assert.True(alone.Statistics!.StandardError > 0);
    }

    private GridSearchCV Grid(params int[] epochs) => new(Net, new() { ["epochs"] = [.. epochs.Select(count => (ParameterValue)count)] })
    {
        Cv = 2,
        Seed = 3,
        Scoring = ["accuracy", "neg_log_loss"],
        Refit = "accuracy",
        ScoreEveryEpoch = true,
        Ledger = new(_folder),
    };

    /// <summary>All that a reader sees of a search but its times.</summary>
    private static string[] Everything(SearchResult result) =>
    [
        result.CvResults.ToJson(withTimes: false),
        $"{result.Statistics?.StandardError:R} {result.Statistics?.CorrectedScore:R} "
            + string.Join(';', result.Statistics?.Comparisons ?? []),
        .. from trial in result.Trials
           from report in trial.Reports
           orderby trial.Number, report.Fold, report.Epoch
           let metrics = report.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal)
                .Select(metric => $"{metric.Key}={metric.Value:R}")
           select $"{trial.Number} {report.Fold} {report.Epoch} {string.Join(' ', metrics)}",
    ];
}
