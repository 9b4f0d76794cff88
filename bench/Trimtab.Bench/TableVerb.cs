using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Trimtab.Csv;
using Trimtab.Data;
using Trimtab.Numerics;
using Trimtab.Preprocessing;

namespace Trimtab.Bench;

/// <summary>What a table of a user's data costs by its rows: read from CSV, made into features, and prepared by steps.</summary>
[Named("table")]
internal sealed class TableVerb : IVerb
{
    private const int Numbers = 15, Texts = 4; // and a target

    private readonly Option<int[]> _rows = BenchOption.Wholes("--rows", "Rows of 20 columns.", [10, 1000, 100_000, 1_000_000], least: 10);

    public Command Create()
    {
        var command = new Command("table", "Seconds and MiB to read CSV of 20 columns, to make features of it, and to prepare these.")
        {
            _rows,
        };
        command.SetAction(parsed =>
        {
            foreach (int rows in parsed.GetRequiredValue(_rows))
            {
                JsonLine.Write(parsed.InvocationConfiguration.Output, Measure(rows));
            }
        });
        return command;
    }

    private static object Measure(int rows)
    {
        string path = Path.GetTempFileName();
        try
        {
            Write(path, rows);
            long before = GC.GetTotalMemory(forceFullCollection: true);
            var (frame, read) = Timed(() => DataFrame.ReadCsv(path));
            long after = GC.GetTotalMemory(forceFullCollection: true);
            var (data, made) = Timed(() => frame.ToDataset("target"));
            var (prepared, steps) = Timed(() => Columns.Fit(data).Transform(data));
            return new
            {
                rows,
                file_mib = Math.Round(new FileInfo(path).Length / 1048576.0, 1),
                read_seconds = Math.Round(read.Elapsed, 4),
                read_cpu = Math.Round(read.Cpu, 4),
                table_mib = Math.Round((after - before) / 1048576.0, 1),
                peak_mib = Math.Round(Peak() / 1048576.0),
                dataset_seconds = Math.Round(made.Elapsed, 4),
                dataset_cpu = Math.Round(made.Cpu, 4),
                steps_seconds = Math.Round(steps.Elapsed, 4),
                steps_cpu = Math.Round(steps.Cpu, 4),
                features = prepared.FeatureLength,
            };
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static ColumnTransformer Columns { get; } = new()
    {
        Branches =
        [
            new("numbers", ColumnSelector.Numbers, [new SimpleImputer(), new StandardScaler()]),
            new("texts", ColumnSelector.Texts, [new OneHotEncoder()]),
        ],
    };

    /// <summary>The most memory that the process has had at a time, in bytes.</summary>
    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>Seconds by the clock, and of all cores, on which other programs do not count.</summary>
    private static (T Made, (double Elapsed, double Cpu) Seconds) Timed<T>(Func<T> make)
    {
        double cpu = CpuTime.Seconds;
        long start = Stopwatch.GetTimestamp();
        var made = make();
        return (made, (Stopwatch.GetElapsedTime(start).TotalSeconds, CpuTime.Seconds - cpu));
    }

    private static void Write(string path, int rows)
    {
        using var file = new StreamWriter(path);
        var titles = Enumerable.Range(0, Numbers).Select(i => Invariant($"n{i}"))
            .Concat(Enumerable.Range(0, Texts).Select(i => Invariant($"t{i}")));
        file.WriteLine(string.Join(',', titles.Append("target")));
        var random = RandomAddress.FromSeed(20).Stream();
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < Numbers; i++)
            {
                bool isMissing = random.NextInt32(20) == 0;
                file.Write(isMissing ? "" : random.NextNormal().ToString("F4", CultureInfo.InvariantCulture));
                file.Write(',');
            }

            for (int i = 0; i < Texts; i++)
            {
                file.Write("kind ");
                file.Write(random.NextInt32(8 * (i + 1)));
                file.Write(',');
            }

            file.Write(random.NextDouble().ToString("F6", CultureInfo.InvariantCulture));
            file.Write('\n');
        }
    }
}
