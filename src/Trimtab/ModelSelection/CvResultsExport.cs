using System.Globalization;
using System.Text;
using System.Text.Json;
using Trimtab.Files;

namespace Trimtab.ModelSelection;

/// <summary>The columns of scikit-learn's <c>cv_results_</c>, as CSV, JSON and Markdown.</summary>
public sealed partial class CvResults
{
    /// <summary>The names of the numeric columns, in scikit-learn's order.</summary>
    /// <param name="withTimes">Whether the clock's columns are among them; without, the same search gives the same text.</param>
    public IReadOnlyList<string> NumericColumns(bool withTimes = true) =>
        [.. Times(withTimes).Concat(ScoreColumns()).Select(column => column.Name)];

    /// <summary>
    /// Comma-separated values: times, a column per parameter, scores; RFC 4180, invariant culture, an empty field for NaN; texts that a
    /// spreadsheet would take for a formula begin with an apostrophe.
    /// </summary>
    /// <param name="withTimes">Whether the clock's columns are among them.</param>
    public string ToCsv(bool withTimes = true)
    {
        string[] parameters = Parameters();
        var (times, scores) = (Times(withTimes), ScoreColumns());
        var text = new StringBuilder();
        var titles = parameters.Select(parameter => CellText.Csv($"param_{parameter}"));
        text.AppendJoin(',', [.. times.Select(time => time.Name), .. titles, .. scores.Select(score => CellText.Csv(score.Name))])
            .Append('\n');
        foreach (var candidate in this)
        {
            var cells = parameters.Select(parameter => CellText.Csv(Parameter(candidate, parameter)));
            text.AppendJoin(',', [.. times.Select(Cell), .. cells, .. scores.Select(Cell)]).Append('\n');

            string Cell(Column column) => Number(column.Of(candidate));
        }

        return text.ToString();
    }

    /// <summary>An object with an array per column, as <c>pandas.DataFrame(json)</c> reads it; NaN is null.</summary>
    /// <param name="withTimes">Whether the clock's columns are among them.</param>
    public string ToJson(bool withTimes = true)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true }))
        {
            json.WriteStartObject();
            WriteColumns(json, Times(withTimes));
            foreach (string parameter in Parameters())
            {
                WriteColumn(json, $"param_{parameter}", candidate => WriteParameter(json, candidate, parameter));
            }

            WriteColumn(json, "params", candidate => json.WriteRawValue(candidate.Parameters.ToString()));
            WriteColumns(json, ScoreColumns());

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>
    /// A table of the candidates by rank of the scorer that decides (<see cref="DecidingScorer"/>): settings, mean ± standard deviation of
    /// each scorer, rank by that scorer.
    /// </summary>
    public string ToMarkdown() => ToMarkdown(DecidingScorer);

    /// <summary>The same table by rank of <paramref name="scorer"/>.</summary>
    /// <exception cref="UnknownNameException">No scorer is called so.</exception>
    public string ToMarkdown(string scorer)
    {
        RequireScorer(scorer);
        string[] parameters = Parameters();
        var text = new StringBuilder();
        text.Append("| ")
            .AppendJoin(" | ", parameters.Concat(Scorers.Select(name => $"mean_test_{name} ± std_test_{name}"))
                .Append(Scorers.Count > 1 ? $"rank_test_{scorer}" : "rank").Select(CellText.Markdown))
                .Append(" |\n|");
        text.Insert(text.Length, "---|", parameters.Length + Scorers.Count + 1).Append('\n');
        foreach (var candidate in this.OrderBy(c => c.Rank[scorer]))
        {
            var scores = Scorers.Select(name => Invariant($"{candidate.Test[name].Mean:F5} ± {candidate.Test[name].StandardDeviation:F5}"));
            text.Append("| ")
                .AppendJoin(" | ", parameters.Select(parameter => CellText.Markdown(Parameter(candidate, parameter))).Concat(scores))
                .Append(CultureInfo.InvariantCulture, $" | {candidate.Rank[scorer]} |\n");
        }

        return text.ToString();
    }

    private static string Parameter(CandidateResult candidate, string parameter) =>
        candidate.Parameters.TryGetValue(parameter, out var value) ? value.ToDisplayString() : "";

    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    private static void WriteParameter(Utf8JsonWriter json, CandidateResult candidate, string parameter)
    {
        if (candidate.Parameters.TryGetValue(parameter, out var value))
        {
            json.WriteRawValue(value.ToString());
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else if (double.IsNaN(value))
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStringValue(value > 0 ? "Infinity" : "-Infinity");
        }
    }

    private void WriteColumns(Utf8JsonWriter json, IEnumerable<Column> columns)
    {
        foreach (var column in columns)
        {
            WriteColumn(json, column.Name, candidate => WriteNumber(json, column.Of(candidate)));
        }
    }

    private void WriteColumn(Utf8JsonWriter json, string name, Action<CandidateResult> write)
    {
        json.WriteStartArray(name);
        foreach (var candidate in this)
        {
            write(candidate);
        }

        json.WriteEndArray();
    }

    private string[] Parameters() => [.. _candidates.SelectMany(c => c.Parameters.Keys).Distinct().Order(StringComparer.Ordinal)];

    private static List<Column> Times(bool withTimes)
    {
        var columns = new List<Column>();
        if (withTimes)
        {
            AddSummary(columns, "fit_time", c => c.FitSeconds);
            AddSummary(columns, "score_time", c => c.ScoreSeconds);
        }

        return columns;
    }

    private List<Column> ScoreColumns()
    {
        var columns = new List<Column>();
        bool hasTrain = _candidates.Length > 0 && _candidates[0].Train.Count > 0;
        foreach (string name in Scorers)
        {
            AddScores(columns, $"test_{name}", c => c.Test[name]);
            columns.Add(new($"rank_test_{name}", c => c.Rank[name]));
            if (hasTrain)
            {
                AddScores(columns, $"train_{name}", c => c.Train[name]);
            }
        }

        return columns;
    }

    private void AddScores(List<Column> columns, string name, Func<CandidateResult, FoldScores> scores)
    {
        for (int fold = 0; fold < (_candidates.Length == 0 ? 0 : scores(_candidates[0]).Folds.Count); fold++)
        {
            int index = fold;
            columns.Add(new(Invariant($"split{fold}_{name}"), c => scores(c).Folds[index]));
        }

        AddSummary(columns, name, scores);
    }

    private static void AddSummary(List<Column> columns, string name, Func<CandidateResult, FoldScores> scores)
    {
        columns.Add(new($"mean_{name}", c => scores(c).Mean));
        columns.Add(new($"std_{name}", c => scores(c).StandardDeviation));
    }

    private sealed record Column(string Name, Func<CandidateResult, double> Of);
}
