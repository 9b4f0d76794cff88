using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

public class ResultTextTests
{
    private static readonly GridSearchCV _search = new(new ToyEstimator(), new ParameterGrid { ["alpha"] = [0.5, -1.0] })
    {
        Cv = new KFold(3),
        Scoring = [Scorer.From("half", _ => 0.5)],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void ToString_OfAResult_IsItsSummaryAndItsCost()
    {
        var result = _search.Fit(GridSearchOracleTests.Data, Token);

        Assert.StartsWith(result.Summary, $"{result}", StringComparison.Ordinal);
        Assert.Matches(@"\n6 fits, 3 failed, 0 from the ledger; 6 epochs asked for, 6 trained; \d+\.\d s$", $"{result}");
    }

    [Fact]
    public void ToString_OfCandidates_IsALineEach()
    {
        var results = _search.Fit(GridSearchOracleTests.Data, Token).CvResults;

        Assert.Equal("alpha=0.5: score 0.50000 ± 0.00000 (standard deviation)", $"{results[0]}");
        Assert.Equal("alpha=-1.0: score NaN ± NaN (standard deviation); toy: alpha < 0", $"{results[1]}");
        Assert.Equal($"2 candidates by score\n{results[0]}\n{results[1]}", $"{results}");
        Assert.Equal("0.50000 ± 0.00000 (standard deviation)", $"{results[0].Test["score"]}");
    }

    [Fact]
    public void ToString_OfStatistics_IsTheSummaryInOneParagraph()
    {
        var search = new GridSearchCV(new ToyEstimator(), new() { ["alpha"] = [0, 0.2, 0.5, 8] }) { Cv = new KFold(4), Scoring = ["r2"] };
        var result = search.Fit(GridSearchOracleTests.Data, Token);
        string best = $"Best: {result.BestParameters.ToDisplayString()} with ";

        string[] lines = result.Statistics!.Summary(result.CvResults).Split('\n');

        Assert.StartsWith(best, lines[0], StringComparison.Ordinal);
        Assert.Equal(
            string.Join(' ', [$"Best: candidate {result.BestIndex} with {lines[0][best.Length..]}", .. lines[1..]]),
            $"{result.Statistics}");
    }

    [Fact]
    public void ToString_OfACompiledSearch_SaysItsRowsAndFolds() =>
        Assert.Equal($"{_search}; 12 rows, 3 folds", $"{_search.Compile(GridSearchOracleTests.Data, Token)}");
}
