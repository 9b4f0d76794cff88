using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Bench;

/// <summary>Searches of cheap candidates, from whose costs a candidate is computed: what is measured is the search itself.</summary>
internal static class SearchScaling
{
    private const int Rows = 100;

    private static readonly Dataset _data = new(
        [.. Enumerable.Range(0, Rows).Select(row => row % 17 / 8f)], [1], [.. Enumerable.Range(0, Rows).Select(row => row % 13 / 8.0)]);

    /// <summary>What is measured, by the number of candidates; what is made ready before is not.</summary>
    public static IEnumerable<(string What, Func<int, Action> Ready)> Paths =>
    [
        ("a plan", count => () => Search(count).Plan(_data)),
        ("a random draw, numbers", count => () => _ = new ParameterSampler(Numbers, count).Count),
        ("a random draw, a grid of twice as many points", count => () => _ = new ParameterSampler(Grid(2 * count), count).Count),
        ("a grid search, five folds", count => () => Search(count).Fit(_data)),
        ("a grid search, with progress", count => () => (Search(count) with { Progress = new Listener() }).Fit(_data)),
        ("a grid search, with a ledger, twice", count => () => WithLedger(count)),
        ("a grid search, a grid a candidate", count => () => (new GridSearchCV(Toy, Grids(count)) { Workers = 2 }).Fit(_data)),
        ("a random search, five folds", count => () => new RandomizedSearchCV(Toy, Numbers, count) { Workers = 2 }.Fit(_data)),
        ("a search's CSV", Text(result => result.CvResults.ToCsv().Length)),
        ("a search's JSON", Text(result => result.CvResults.ToJson().Length)),
        ("a search's Markdown", Text(result => result.CvResults.ToMarkdown().Length)),
        ("a search's text and summary", Text(result => result.ToString().Length + result.CvResults.ToString().Length)),
        ("a search's best hundred trials", Text(result => result.Trials.BestFirst(new("score", Direction.Maximize)).Take(100).Count())),
    ];

    private static Func<int, Action> Text(Func<SearchResult, int> write) => count =>
    {
        var result = (Search(count) with { Cv = 2 }).Fit(_data);
        return () => write(result);
    };

    private static SearchToy Toy { get; } = new(EstimatorKind.Regressor);

    private static SearchSpace Numbers => new() { ["alpha"] = new FloatDistribution(0, 1), ["fail_above"] = new FloatDistribution(3, 4) };

    private static GridSearchCV Search(int count) => new(Toy, Grid(count)) { Workers = 2 };

    private static ParameterGrid Grid(int count) => ParameterGrid.Create(
        [new("alpha", [.. Enumerable.Range(0, count).Select(i => (ParameterValue)(i / (double)count))])]);

    private static ParameterGrid Grids(int count) =>
        ParameterGrid.Concat([.. Enumerable.Range(0, count).Select(i => new ParameterGrid { ["alpha"] = [i / (double)count] })]);

    private static void WithLedger(int count)
    {
        var ledger = new Caching.Ledger();
        _ = (Search(count) with { Ledger = ledger }).Fit(_data);
        _ = (Search(count) with { Ledger = ledger }).Fit(_data);
    }

    private sealed class Listener : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value)
        {
        }
    }
}
