using System.Text.Json;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>Searches that scikit-learn ran with the same estimator, column by column.</summary>
public class GridSearchOracleTests
{
    private static readonly JsonElement _oracle = Oracles.Load("model-selection.json");
    private static readonly JsonElement[] _cases = [.. _oracle.GetProperty("grid_search").EnumerateArray()];

    private static readonly Dictionary<string, Scorer> _scorers = new()
    {
        ["main"] = Scorer.From("main", context => context.Fitted.Score(context.Data)),
        ["gap"] = Scorer.From(
            "gap", context => -Math.Abs(Toy(context).Mu - ToyEstimator.MeanOfX(context.Data)) * (1 + Toy(context).Settings.Alpha)),
        ["count"] = Scorer.From("count", context => context.Data.Count * Toy(context).Settings.Alpha),
        ["r2"] = "r2",
        ["neg_mean_squared_error"] = "neg_mean_squared_error",
        ["max_error"] = "max_error",
    };

    internal static Dataset Data { get; } = DataOf(_oracle.GetProperty("grid_search_data"));

    public static TheoryData<string> Finished => [.. _cases.Where(c => !c.TryGetProperty("error", out _)).Select(Name)];

    public static TheoryData<string> Refused => [.. _cases.Where(c => c.TryGetProperty("error", out _)).Select(Name)];

    [Theory]
    [MemberData(nameof(Finished))]
    public void Fit_OfOracleCase_HasSklearnsColumns(string name)
    {
        var expected = _cases.Single(c => Name(c) == name);

        var result = Search(expected).Fit(Data, TestContext.Current.CancellationToken);

        using var json = JsonDocument.Parse(result.CvResults.ToJson(withTimes: false));
        foreach (var column in expected.GetProperty("cv_results").EnumerateObject().Where(column => !column.Name.StartsWith(
            "param", StringComparison.Ordinal)))
        {
            double[] ours =
            [
                .. json.RootElement.GetProperty(column.Name).EnumerateArray()
                    .Select(cell => cell.ValueKind == JsonValueKind.Null ? double.NaN : cell.GetDouble()),
            ];
            double[] theirs = column.Value.Numbers();
            Assert.Equal(theirs.Length, ours.Length);
            // sums of a few doubles of size 1, in another order
            Assert.All(theirs.Zip(ours), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        }
    }

    [Theory]
    [MemberData(nameof(Finished))]
    public void Fit_OfOracleCase_ChoosesAsSklearn(string name)
    {
        var expected = _cases.Single(c => Name(c) == name);

        var result = Search(expected).Fit(Data, TestContext.Current.CancellationToken);

        bool hasBest = expected.GetProperty("best_index_").ValueKind == JsonValueKind.Number;
        Assert.Equal(hasBest ? expected.GetProperty("best_index_").GetInt32() : -1, result.BestIndex);
        if (expected.GetProperty("best_score_").ValueKind == JsonValueKind.Number)
        {
            Assert.Equal(expected.GetProperty("best_score_").GetDouble(), result.BestScore, 1e-14);
        }

        double refitted = expected.GetProperty("refitted_mu_").ValueKind == JsonValueKind.Number
            ? expected.GetProperty("refitted_mu_").GetDouble()
            : double.NaN;
        Assert.Equal(refitted, (result.BestEstimator as FittedToy)?.Mu ?? double.NaN, 1e-14);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Fit_OfCaseSklearnRefuses_Throws(string name)
    {
        var search = Search(_cases.Single(c => Name(c) == name));

        var error = Assert.ThrowsAny<Exception>(() => search.Fit(Data, TestContext.Current.CancellationToken));

        Assert.Contains(
            name switch { "all candidates fail" => "All 6 fits failed", "error_score=raise" => "toy: alpha < 0", _ => "Refit must name" },
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_WithTimes_ComeInSklearnsOrder()
    {
        var ordered = _cases.Where(c => c.TryGetProperty("columns_in_order_with_times", out _)).ToList();
        Assert.Equal(3, ordered.Count);
        Assert.All(ordered, expected =>
        {
            var result = Search(expected).Fit(Data, TestContext.Current.CancellationToken);
            using var json = JsonDocument.Parse(result.CvResults.ToJson());

            Assert.Equal(
                expected.GetProperty("columns_in_order_with_times").EnumerateArray().Select(c => c.GetString()),
                json.RootElement.EnumerateObject().Select(c => c.Name));
        });
    }

    private static Dataset DataOf(JsonElement rows) => new(rows.GetProperty("x").Floats(), [1], rows.GetProperty("y").Numbers());

    private static string Name(JsonElement oracle) => oracle.GetProperty("name").GetString()!;

    private static FittedToy Toy(ScoringContext context) => (FittedToy)context.Fitted;

    private static GridSearchCV Search(JsonElement oracle)
    {
        var options = oracle.GetProperty("options");
        return new(new ToyEstimator(), Grid(oracle.GetProperty("param_grid")))
        {
            Cv = new KFold(3),
            Workers = 2,
            Scoring = options.TryGetProperty("scoring", out var scoring) ? Scorers(scoring) : [],
            Refit = options.TryGetProperty("refit", out var refit) ? Rule(refit) : true,
            ErrorScore = options.TryGetProperty("error_score", out var score) ? ErrorScoreOf(score) : double.NaN,
            ReturnTrainScore = options.TryGetProperty("return_train_score", out var train) && train.GetBoolean(),
        };
    }

    private static ErrorScore ErrorScoreOf(JsonElement score) =>
        score.ValueKind == JsonValueKind.String ? ErrorScore.Raise : score.Number();

    private static Scorer[] Scorers(JsonElement scoring) => scoring.ValueKind == JsonValueKind.Array
        ? [.. scoring.EnumerateArray().Select(name => _scorers[name.GetString()!])]
        : [.. scoring.EnumerateObject().Select(scorer => _scorers[scorer.Name])];

    private static Refit Rule(JsonElement refit) => refit.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ when refit.GetString() == "refit_smallest_alpha_within_01" => Refit.By(SmallestAlphaNearTheBest),
        _ => refit.GetString()!,
    };

    private static int SmallestAlphaNearTheBest(CvResults results)
    {
        double best = results.Max(candidate => candidate.Test["main"].Mean);
        return results.Index().Where(item => item.Item.Test["main"].Mean >= best - 0.1)
            .MinBy(item => item.Item.Parameters["alpha"].As<double>()).Index;
    }

    private static ParameterGrid Grid(JsonElement grid) => grid.ValueKind == JsonValueKind.Array
        ? ParameterGrid.Concat([.. grid.EnumerateArray().Select(Grid)])
        : ParameterGrid.Create(grid.EnumerateObject().Select(parameter => KeyValuePair.Create(parameter.Name, Values(parameter.Value))));

    /// <summary>The oracle's null for "never fails" is a limit that is never reached.</summary>
    private static ParameterValues Values(JsonElement values) =>
        [.. values.EnumerateArray().Select(value => value.ValueKind switch
        {
            JsonValueKind.String => (ParameterValue)value.GetString()!,
            JsonValueKind.Null => 1e300,
            _ when value.TryGetInt64(out long whole) => whole,
            _ => value.GetDouble(),
        })];
}
