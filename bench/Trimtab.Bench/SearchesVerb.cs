using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Trimtab.ModelSelection;

namespace Trimtab.Bench;

/// <summary>Runs the searches of bench/peers/random_searches.py and holds every column against scikit-learn's.</summary>
[Named("searches")]
internal sealed class SearchesVerb : IVerb
{
    private const string Tie = "a tie: ";
    private const string RefitFailed = "a refit that failed: ";
    private const double Tolerance = 1e-12; // relative: means of a few dozen doubles, summed in another order

    private readonly Argument<FileInfo> _file = new Argument<FileInfo>("file") { Description = "What random_searches.py wrote." }
        .AcceptExistingOnly();

    public Command Create()
    {
        var command = new Command("searches", "Compares random searches with scikit-learn's, column by column.") { _file };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            int agreed = 0, withLabels = 0, ties = 0, refits = 0, count = 0;
            foreach (string line in File.ReadLines(parsed.GetRequiredValue(_file).FullName).Skip(1))
            {
                using var json = JsonDocument.Parse(line);
                var spec = json.RootElement.GetProperty("spec");
                string? difference = Compare(spec, json.RootElement.GetProperty("outcome"));
                bool agrees = difference is null;
                difference = !agrees && json.RootElement.TryGetProperty("with_labels", out var labelled)
                    ? Compare(spec, labelled)
                    : difference;
                bool isTie = difference?.StartsWith(Tie, StringComparison.Ordinal) == true;
                bool isRefit = difference?.StartsWith(RefitFailed, StringComparison.Ordinal) == true;
                (agreed, withLabels, ties, refits, count) = (
                    agreed + (agrees ? 1 : 0),
                    withLabels + (!agrees && difference is null ? 1 : 0),
                    ties + (isTie ? 1 : 0),
                    refits + (isRefit ? 1 : 0),
                    count + 1);
                if (difference is not null && !isRefit)
                {
                    JsonLine.Write(output, new { search = count - 1, difference });
                }
            }

            JsonLine.Write(output, new
            {
                searches = count,
                agreed,
                agreed_with_labels = withLabels,
                ties_broken_by_rounding = ties,
                refits_that_failed = refits,
            });
            return agreed + withLabels + ties + refits == count ? 0 : 1;
        });
        return command;
    }

    /// <summary>What differs first; null where nothing does.</summary>
    private static string? Compare(JsonElement spec, JsonElement expected)
    {
        bool isRaised = expected.TryGetProperty("raised", out var message);
        Func<string?> difference;
        Exception? refitError;
        try
        {
            (difference, refitError) = Run(spec, expected);
        }
        catch (Exception error) when (error is TrimtabException or ArgumentException)
        {
            return isRaised ? null : $"raised {error.GetType().Name}: {error.Message}";
        }

        return !isRaised ? difference()
            : refitError is null ? $"scikit-learn raised {message}"
            : $"{RefitFailed}scikit-learn raised {message}, here the result has {refitError.GetType().Name}: {refitError.Message}";
    }

    /// <summary>Runs the search; the function that is returned compares it.</summary>
    private static (Func<string?> Difference, Exception? RefitError) Run(JsonElement spec, JsonElement expected)
    {
        if (spec.GetProperty("verb").GetString() == "cross_validate")
        {
            var scores = RandomSearch.CrossValidation(spec).Fit(RandomSearch.Data(spec));
            return (() => CompareFolds(scores, expected), null);
        }

        var result = RandomSearch.Search(spec).Fit(RandomSearch.Data(spec));
        return (() => CompareSearch(result, expected), result.RefitError);
    }

    private static string? CompareSearch(SearchResult result, JsonElement expected)
    {
        using var json = JsonDocument.Parse(result.CvResults.ToJson(withTimes: false));
        var ours = json.RootElement.EnumerateObject().Where(column => !column.Name.StartsWith("param", StringComparison.Ordinal))
            .ToDictionary(column => column.Name, column => Numbers(column.Value));
        double best = Number(expected.GetProperty("best_score"));
        double mu = (result.BestEstimator as FittedSearchToy)?.Mu ?? double.NaN;
        var bestIndex = expected.GetProperty("best_index");
        bool hasBest = expected.GetProperty("best_score").ValueKind != JsonValueKind.Null;
        return CompareColumns(ours, expected.GetProperty("columns"))
            ?? (result.BestIndex == (bestIndex.ValueKind == JsonValueKind.Number ? bestIndex.GetInt32() : -1)
                ? null
                : $"best index {result.BestIndex}, not {bestIndex}")
            ?? (!hasBest || AreEqual(result.BestScore, best)
                ? null
                : $"best score {result.BestScore}, not {best}")
            ?? (AreEqual(mu, Number(expected.GetProperty("refitted_mu")))
                ? null
                : $"refitted mean {mu}, not {expected.GetProperty("refitted_mu")}");
    }

    private static string? CompareFolds(CandidateResult result, JsonElement expected)
    {
        var ours = result.Test.ToDictionary(scores => $"test_{scores.Key}", scores => scores.Value.Folds.ToArray());
        foreach (var (name, scores) in result.Train)
        {
            ours[$"train_{name}"] = [.. scores.Folds];
        }

        return CompareColumns(ours, expected.GetProperty("columns"));
    }

    private static string? CompareColumns(Dictionary<string, double[]> ours, JsonElement expected)
    {
        string[] names = [.. expected.EnumerateObject().Select(column => column.Name)];
        if (!ours.Keys.Order(StringComparer.Ordinal).SequenceEqual(names.Order(StringComparer.Ordinal)))
        {
            return $"columns {string.Join(", ", ours.Keys.Except(names))} too many, {string.Join(", ", names.Except(ours.Keys))} missing";
        }

        return names.Select(name => (Name: name, Ours: ours[name], Theirs: Numbers(expected.GetProperty(name))))
            .Where(column => !AreAllEqual(column.Ours, column.Theirs))
            .Select(column => $"{(IsTie(column.Name) ? Tie : "")}{column.Name} is [{Listed(column.Ours)}], not [{Listed(column.Theirs)}]")
            .FirstOrDefault();

        // Ranks that differ only between candidates whose means are equal but for the last bits.
        bool IsTie(string name) => name.StartsWith("rank_", StringComparison.Ordinal)
            && name.Replace("rank_", "mean_", StringComparison.Ordinal) is var means
            && ours[name].Zip(Numbers(expected.GetProperty(name)), ours[means]).All(candidate =>
                candidate.First == candidate.Second || ours[means].Count(mean => AreEqual(mean, candidate.Third)) > 1);
    }

    private static string Listed(double[] values) =>
        string.Join(", ", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    private static bool AreEqual(double a, double b) =>
        a.Equals(b) || Math.Abs(a - b) <= Tolerance * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));

    private static bool AreAllEqual(double[] ours, double[] theirs) =>
        ours.Length == theirs.Length && ours.Zip(theirs).All(pair => AreEqual(pair.First, pair.Second));

    private static double[] Numbers(JsonElement values) => [.. values.EnumerateArray().Select(Number)];

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Null => double.NaN,
        _ => value.GetString() switch
        {
            "inf" or "Infinity" => double.PositiveInfinity,
            "-inf" or "-Infinity" => double.NegativeInfinity,
            _ => double.NaN,
        },
    };
}
