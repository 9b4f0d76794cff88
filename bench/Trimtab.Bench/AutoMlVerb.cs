using System.CommandLine;
using System.IO.Compression;
using Trimtab.Data;
using Trimtab.ML;
using Trimtab.ModelSelection;

namespace Trimtab.Bench;

/// <summary>
/// What a search over models reaches within a time: its score on outer folds, on the tables that Debian's python3-sklearn carries.
/// </summary>
[Named("automl")]
internal sealed class AutoMlVerb : IVerb
{
    private static readonly string[] _sets = ["breast_cancer", "wine", "digits", "diabetes"];

    private readonly Option<string> _set = BenchOption.OneOf("--set", "The table.", _sets, "wine");
    private readonly Option<string> _folder = new("--folder")
    {
        Description = "Folder of scikit-learn's tables.",
        DefaultValueFactory = _ => "/usr/lib/python3/dist-packages/sklearn/datasets/data",
    };

    private readonly Option<double> _seconds = BenchOption.Seconds("--seconds", "Time of the search on each outer fold.", 60);
    private readonly Option<int> _workers = BenchOption.Whole("--workers", "Fits at the same time.", 1);
    private readonly Option<int> _folds = BenchOption.Whole("--folds", "Outer folds.", 5, least: 2);

    public Command Create()
    {
        var command = new Command("automl", "Score of AutoMl on the outer folds of a table, searching each for a time.")
        {
            _set, _folder, _seconds, _workers, _folds,
        };
        command.SetAction(parsed =>
        {
            string set = parsed.GetRequiredValue(_set);
            var rows = Read(parsed.GetRequiredValue(_folder), set);
            var search = set == "diabetes" ? AutoMl.Regression : AutoMl.Classification;
            var nested = new NestedCrossValidate((search with
            {
                TimeLimit = TimeSpan.FromSeconds(parsed.GetRequiredValue(_seconds)),
                Trials = 100_000,
                Workers = parsed.GetRequiredValue(_workers),
            }).Search(rows))
            {
                Cv = parsed.GetRequiredValue(_folds),
                Workers = 1,
            }.Fit(rows);
            double[] scores = [.. nested.Outer.Test["score"].Folds];
            JsonLine.Write(parsed.InvocationConfiguration.Output, new
            {
                set,
                mean = Math.Round(nested.Mean, 4),
                standard_error = Math.Round(nested.StandardError, 4),
                scores = scores.Select(score => Math.Round(score, 4)),
                candidates = nested.Inner.Select(inner => inner.Trials.Count),
                models = nested.BestParameters.Select(best => best["model"].As<string>()),
            });
        });
        return command;
    }

    private static Dataset Read(string folder, string set) => set switch
    {
        "breast_cancer" => Rows(File.ReadAllLines(Path.Combine(folder, "breast_cancer.csv"))[1..]),
        "wine" => Rows(File.ReadAllLines(Path.Combine(folder, "wine_data.csv"))[1..]),
        "digits" => Rows(Unpacked(Path.Combine(folder, "digits.csv.gz"))),
        _ => Rows(Unpacked(Path.Combine(folder, "diabetes_data_raw.csv.gz"))
            .Zip(Unpacked(Path.Combine(folder, "diabetes_target.csv.gz")), (row, target) => $"{row.Replace(' ', ',')},{target}")),
    };

    /// <summary>Rows of numbers; the last column is the target.</summary>
    private static Dataset Rows(IEnumerable<string> lines)
    {
        double[][] rows = [.. lines.Where(line => line.Length > 0).Select(line => line.Split(',').Select(Number).ToArray())];
        return new(
            [.. rows.SelectMany(row => row[..^1]).Select(value => (float)value)], [rows[0].Length - 1], [.. rows.Select(row => row[^1])]);
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Unpacked(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
