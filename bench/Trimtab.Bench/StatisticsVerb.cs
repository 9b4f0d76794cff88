using System.CommandLine;

namespace Trimtab.Bench;

/// <summary>What a search's statistics keep of their promises, where the truth is known: a Markdown table a situation a line.</summary>
[Named("statistics")]
internal sealed class StatisticsVerb : IVerb
{
    private readonly Option<int> _simulations = BenchOption.Whole("--simulations", "Simulations of a situation.", 200);
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of all simulations.", DefaultValueFactory = _ => 0 };

    private readonly Option<string> _only = new("--only")
    {
        Description = "Situations whose name begins so; 'plain' for those without a name. Default: all.",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<int> _rows = BenchOption.Whole("--rows", "Situations of so many rows, or 0 for all.", 0, least: 0);
    private readonly Option<bool> _time = new("--time") { Description = "Measure the time of 10, 1,000 and 100,000 candidates instead." };

    private readonly Option<bool> _coins = new("--coins")
    {
        Description = "Search among classifiers of coin flips by samplers that learn, halving and a pruner instead.",
    };

    public Command Create()
    {
        var command = new Command("statistics", "Coverage and power of tie sets, and bias of corrected scores, by simulation.")
        {
            _simulations, _seed, _only, _rows, _time, _coins,
        };
        BenchOption.Require(command, result =>
        {
            if (result.GetValue(_rows) >= 0 && !Chosen(result.GetValue(_only), result.GetValue(_rows)).Any())
            {
                result.AddError(Invariant($"--only and --rows must leave a situation. Got '{result.GetValue(_only)}' and ")
                    + Invariant($"{result.GetValue(_rows)}; there are {string.Join("; ", All().Select(NameOf).Distinct())}, of ")
                    + Invariant($"{string.Join(", ", All().Select(situation => situation.Rows).Distinct())} rows."));
            }
        });
        command.SetAction(Run);
        return command;
    }

    private void Run(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_time))
        {
            foreach (int candidates in StatisticsTime.Candidates)
            {
                output.WriteLine(StatisticsTime.Line(candidates));
            }

            return;
        }

        if (parsed.GetValue(_coins))
        {
            output.WriteLine(CoinSearches.Head);
            foreach (string line in CoinSearches.Lines(parsed.GetRequiredValue(_simulations), parsed.GetRequiredValue(_seed)))
            {
                output.WriteLine(line);
            }

            return;
        }

        output.WriteLine(StatisticsTable.Head);
        foreach (var situation in Chosen(parsed.GetValue(_only), parsed.GetValue(_rows)))
        {
            output.WriteLine(StatisticsTable.Line(situation, parsed.GetRequiredValue(_simulations), parsed.GetRequiredValue(_seed)));
        }
    }

    private static string NameOf(StatisticsSimulation situation) => situation.Name.Length > 0 ? situation.Name : "plain";

    private static IEnumerable<StatisticsSimulation> Chosen(string? only, int rows) => All().Where(
        situation => NameOf(situation).StartsWith(only ?? "", StringComparison.Ordinal) && (rows == 0 || situation.Rows == rows));

    private static IEnumerable<StatisticsSimulation> BadBesideGood(int rows, int folds)
    {
        foreach (int bad in new[] { 0, 3, 5 })
        {
            string name = bad == 0 ? "5 good" : $"5 good, {bad} bad";
            yield return new() { Name = name, Rows = rows, Folds = folds, Candidates = 5, Bad = bad, RowsPart = 0.5 };
            yield return new()
            {
                Name = $"rows unknown, {name}",
                Rows = rows,
                Folds = folds,
                Candidates = 5,
                Bad = bad,
                RowsPart = 0.5,
                HidesRows = true,
            };
        }
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
                foreach (var bad in BadBesideGood(rows, folds))
                {
                    yield return bad;
                }

                yield return new() { Name = "3 candidates", Rows = rows, Folds = folds, Candidates = 3, RowsPart = 0.5 };
                yield return new() { Name = "all equal", Rows = rows, Folds = folds, IsEqual = true, RowsPart = 0.5 };
                yield return new() { Name = "no training noise", Rows = rows, Folds = folds, Noise = 0 };
                yield return new() { Name = "a coin flipper", Rows = rows, Folds = folds, LastAbility = 0, RowsPart = 0.5 };
                yield return new() { Name = "one diverges", Rows = rows, Folds = folds, Diverges = true, RowsPart = 0.5 };
                yield return new() { Name = "noise 0.3, 0.05", Rows = rows, Folds = folds, Noise = 0.3, OtherNoise = 0.05, RowsPart = 0.5 };
                yield return new() { Name = "noise 0.05, 0.3", Rows = rows, Folds = folds, Noise = 0.05, OtherNoise = 0.3, RowsPart = 0.5 };
                yield return new() { Name = "log loss", Rows = rows, Folds = folds, Score = SimulatedScore.LogLoss, RowsPart = 0.5 };
                yield return new()
                {
                    Name = "the best noisier",
                    Rows = rows,
                    Folds = folds,
                    Candidates = 10,
                    Noise = 0.1,
                    FirstNoise = 0.4,
                    RowsPart = 0.5,
                };
                yield return new()
                {
                    Name = "rows unknown, the best noisier",
                    Rows = rows,
                    Folds = folds,
                    Candidates = 10,
                    Noise = 0.1,
                    FirstNoise = 0.4,
                    RowsPart = 0.5,
                    HidesRows = true,
                };
                yield return new() { Name = "rows unknown", Rows = rows, Folds = folds, HidesRows = true, RowsPart = 0.5 };
                yield return new() { Name = "3 repeats", Rows = rows, Folds = folds, Repeats = 3, RowsPart = 0.5 };
            }

            foreach (int folds in new[] { 5, 10 })
            {
                yield return new() { Name = "2 candidates", Rows = rows, Folds = folds, Candidates = 2, RowsPart = 0.5 };
                yield return new() { Name = "noise of training alone", Rows = rows, Folds = folds };
                yield return new() { Name = "noise of rows alone", Rows = rows, Folds = folds, RowsPart = 1 };
                yield return new()
                {
                    Name = "rows unknown, noise of rows alone",
                    Rows = rows,
                    Folds = folds,
                    RowsPart = 1,
                    HidesRows = true,
                };
            }
        }

        foreach (int folds in new[] { 2, 5, 10 })
        {
            var noisy = new StatisticsSimulation
            {
                Name = "noisy trainings",
                Rows = 2000,
                Folds = folds,
                Candidates = 10,
                Score = SimulatedScore.Probit,
                Spread = 0.2,
                Noise = 0.1,
                RowsPart = 0.5,
            };
            yield return noisy;
            yield return noisy with { Name = "noisy trainings, the best noisier", FirstNoise = 0.4 };
            yield return noisy with { Name = "noisy trainings, rows unknown, the best noisier", FirstNoise = 0.4, HidesRows = true };
            yield return noisy with { Name = "noisy trainings, noise of rows alone", RowsPart = 1 };
            var area = new StatisticsSimulation { Name = "AUC", Rows = 2000, Folds = folds, Score = SimulatedScore.Area, RowsPart = 0.5 };
            yield return area;
            yield return area with { Name = "AUC, rows unknown", HidesRows = true };
            yield return area with { Name = "AUC, all equal", IsEqual = true };
        }
    }
}
