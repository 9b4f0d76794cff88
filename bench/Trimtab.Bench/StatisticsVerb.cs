using System.CommandLine;
using System.Globalization;
using Trimtab.ModelSelection;
using Trimtab.Numerics;
using Trimtab.Statistics;

namespace Trimtab.Bench;

/// <summary>What a search's statistics keep of their promises, where the truth is known: a Markdown table a situation a line.</summary>
internal static class StatisticsVerb
{
    /// <summary>A candidate this much below the best is one that should be told apart.</summary>
    private const double Worse = 0.002;

    public static Command Create()
    {
        var simulations = new Option<int>("--simulations") { Description = "A situation; 1 or more.", DefaultValueFactory = _ => 200 };
        var seed = new Option<ulong>("--seed") { DefaultValueFactory = _ => 0 };
        var only = new Option<string>("--only") { Description = "Situations whose name begins so; 'plain' for those without a name.", DefaultValueFactory = _ => "" };
        var command = new Command("statistics", "Coverage and power of tie sets, and bias of corrected scores, by simulation.") { simulations, seed, only };
        command.SetAction(parsed =>
        {
            Console.WriteLine("| situation | rows | folds | candidates | coverage | power | disorder | kept | optimism | left |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
            foreach (var simulation in All().Where(simulation => $"{simulation.Name}plain".StartsWith(parsed.GetValue(only)!, StringComparison.Ordinal)))
            {
                Console.WriteLine(Line(simulation, parsed.GetValue(simulations), parsed.GetValue(seed)));
            }
        });
        return command;
    }

    private static IEnumerable<StatisticsSimulation> All()
    {
        foreach (int rows in new[] { 12_223, 600 })
        {
            foreach (int folds in new[] { 2, 5, 10 })
            {
                foreach (int candidates in new[] { 4, 20, 40 })
                {
                    yield return new() { Rows = rows, Folds = folds, Candidates = candidates, RowsPart = 0.5 };
                }
            }

            foreach (int folds in new[] { 2, 5 })
            {
                yield return new() { Name = "3 candidates", Rows = rows, Folds = folds, Candidates = 3, RowsPart = 0.5 };
                yield return new() { Name = "all equal", Rows = rows, Folds = folds, IsEqual = true, RowsPart = 0.5 };
                yield return new() { Name = "no training noise", Rows = rows, Folds = folds, Noise = 0 };
                yield return new() { Name = "a coin flipper", Rows = rows, Folds = folds, LastAbility = 0, RowsPart = 0.5 };
                yield return new() { Name = "one diverges", Rows = rows, Folds = folds, Diverges = true, RowsPart = 0.5 };
                yield return new() { Name = "noise 0.3, 0.05", Rows = rows, Folds = folds, Noise = 0.3, OtherNoise = 0.05, RowsPart = 0.5 };
                yield return new() { Name = "noise 0.05, 0.3", Rows = rows, Folds = folds, Noise = 0.05, OtherNoise = 0.3, RowsPart = 0.5 };
                yield return new() { Name = "log loss", Rows = rows, Folds = folds, IsLogLoss = true, RowsPart = 0.5 };
                yield return new() { Name = "rows unknown", Rows = rows, Folds = folds, HidesRows = true, RowsPart = 0.5 };
                yield return new() { Name = "3 repeats", Rows = rows, Folds = folds, Repeats = 3, RowsPart = 0.5 };
            }

            foreach (int folds in new[] { 5, 10 })
            {
                yield return new() { Name = "noise of training alone", Rows = rows, Folds = folds };
                yield return new() { Name = "noise of rows alone", Rows = rows, Folds = folds, RowsPart = 1 };
                yield return new() { Name = "rows unknown, noise of rows alone", Rows = rows, Folds = folds, RowsPart = 1, HidesRows = true };
            }
        }
    }

    private static string Line(StatisticsSimulation simulation, int count, ulong seed)
    {
        var folds = simulation.MakeFolds();
        var address = RandomAddress.FromSeed(seed);
        var found = new Found[count];
        Parallel.For(0, count, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => found[i] = Judge(simulation.Draw(address.At(i), folds), folds));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {simulation.Name} | {simulation.Rows} | {simulation.Folds}{(simulation.Repeats > 1 ? $" × {simulation.Repeats}" : "")} | {simulation.Candidates} | {found.Average(f => f.IsCovered ? 1.0 : 0):F3} | {found.Sum(f => f.LeftOut) / (double)found.Sum(f => f.Worse):F2} | {found.Average(f => f.IsDisordered ? 1.0 : 0):F2} | {found.Average(f => f.Kept):F1} | {1e4 * found.Average(f => f.Optimism):F0} | {1e4 * found.Average(f => f.Left):F0} |");
    }

    private static Found Judge(SimulatedSearch search, IReadOnlyList<Fold> folds)
    {
        var statistics = SearchStatistics.Of(search.Results, search.Results.BestBy("score"), "score", folds);
        double best = search.Expected.Max(), winners = search.Expected[statistics.Winner];
        var verdicts = statistics.Comparisons.Select(comparison => comparison.Verdict).ToArray();
        int[] worse = [.. Enumerable.Range(0, verdicts.Length).Where(i => search.Expected[i] < best - Worse)];
        double lowestKept = Enumerable.Range(0, verdicts.Length).Where(i => verdicts[i] != Verdict.NotBest).Min(i => search.Results[i].Test["score"].Mean);
        return new(
            verdicts[Array.IndexOf(search.Expected, best)] != Verdict.NotBest,
            worse.Length,
            worse.Count(i => verdicts[i] == Verdict.NotBest),
            Enumerable.Range(0, verdicts.Length).Any(i => verdicts[i] == Verdict.NotBest && search.Results[i].Test["score"].Mean >= lowestKept),
            verdicts.Count(verdict => verdict != Verdict.NotBest),
            statistics.Score - winners,
            statistics.CorrectedScore - winners);
    }

    private sealed record Found(bool IsCovered, int Worse, int LeftOut, bool IsDisordered, int Kept, double Optimism, double Left);
}
