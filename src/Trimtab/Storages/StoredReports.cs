using System.Text;
using System.Text.Json;

namespace Trimtab.Storages;

/// <summary>Reports of folds and of several metrics as JSON: <c>[[fold, epoch, {"loss": 0.5}], …]</c>.</summary>
internal static class StoredReports
{
    /// <summary>JSON of reports.</summary>
    public static string Write(IReadOnlyList<Report> reports) => $"[{string.Join(", ", reports.Select(Write))}]";

    /// <summary>The reports of a JSON text.</summary>
    /// <exception cref="JsonException">The text is otherwise.</exception>
    public static IReadOnlyList<Report> Read(string json)
    {
        var reports = new List<Report>();
        for (var items = PythonJson.Items(PythonJson.Value(Encoding.UTF8.GetBytes(json))); items.MoveNext();)
        {
            var parts = PythonJson.Items(items.Current);
            parts.MoveNext();
            int fold = checked((int)PythonJson.Integer(parts.Current));
            parts.MoveNext();
            int epoch = checked((int)PythonJson.Integer(parts.Current));
            parts.MoveNext();
            reports.Add(new(fold, epoch, Metrics(parts.Current)));
        }

        return SortedReports.Packed(reports);
    }

    private static string Write(Report report)
    {
        var metrics = report.Metrics.Select(item => $"{PythonText.Quote(item.Key)}: {PythonText.Number(item.Value)}");
        return Invariant($"[{report.Fold}, {report.Epoch}, {{{string.Join(", ", metrics)}}}]");
    }

    private static OrderedDictionary<string, double> Metrics(ReadOnlySpan<byte> json)
    {
        var metrics = new OrderedDictionary<string, double>();
        for (var members = PythonJson.Members(json); members.MoveNext();)
        {
            metrics[PythonJson.Text(members.Name)] = PythonJson.Number(members.Value);
        }

        return metrics;
    }
}
