using System.Text;
using System.Text.Json.Nodes;
using Trimtab.Caching;
using Trimtab.Networks.Datasets;
using Trimtab.Tests;

namespace MnistNotebook.Tests;

/// <summary>Files of an earlier run, damaged anywhere: read, or said to be replaced and kept beside.</summary>
public abstract class EarlierRunFuzzTests(string name) : ReaderFuzz, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("earlier").FullName;
    private readonly Digits _digits = new(SyntheticDigits.Create(new() { Train = 20, Test = 10, Digits = [2, 7] }), "");

    private Settings Settings => new() { Output = _folder };

    protected override IReadOnlyList<byte[]> Whole =>
        [Encoding.UTF8.GetBytes((name == "results.json" ? Results() : Timings()).ToJsonString())];

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Editors may put a byte order mark before the text.</summary>
    [Fact]
    public void File_WithAByteOrderMark_IsRead()
    {
        File.WriteAllText(Path.Combine(_folder, "results.json"), Results().ToJsonString());
        File.WriteAllText(Path.Combine(_folder, "timings.json"), Timings().ToJsonString());
        File.WriteAllBytes(Path.Combine(_folder, name), [.. Encoding.UTF8.Preamble, .. Whole[0]]);

        var earlier = EarlierRun.Read(Settings, _digits);

        Assert.Equal("", earlier.Notice);
        Assert.Contains(Section.All, section => earlier.Has(section, Settings));
    }

    protected override void Read(byte[] bytes)
    {
        File.WriteAllText(Path.Combine(_folder, "results.json"), Results().ToJsonString());
        File.WriteAllText(Path.Combine(_folder, "timings.json"), Timings().ToJsonString());
        File.WriteAllBytes(Path.Combine(_folder, name), bytes);

        var earlier = EarlierRun.Read(Settings, _digits);

        var (sections, ledger) = (Section.All, new Ledger());
        Assert.True(earlier.LedgerScores >= 0);
        Assert.True(earlier.Baseline is null or { Elapsed.Ticks: >= 0, IsFromBefore: true });
        Assert.True(earlier.Lost(ledger).Count() <= sections.Count);
        foreach (var section in sections)
        {
            Assert.True(earlier.Took(section.Name).EpochsTrained >= 0);
            Assert.True(!earlier.Has(section, Settings) || earlier.Results(section.Name)!.DeepClone().ToJsonString().Length > 0);
            _ = earlier.Timings(section.Name)?.DeepClone().ToJsonString();
        }

        if (earlier.Notice.Contains("can't be read", StringComparison.Ordinal) && bytes.Length > 0)
        {
            string kept = Directory.GetFiles(_folder, $"{name}.*.unreadable").Single();
            Assert.Equal(bytes, File.ReadAllBytes(kept));
            File.Delete(kept);
        }
    }

    protected override bool IsDocumented(Exception error) => false;

    private JsonObject Results()
    {
        var results = ResultFiles.Header(Settings, _digits);
        results["baseline"] = JsonNode.Parse(
            """
            {
              "test_loss": 0.05,
              "test_accuracy": 0.98,
              "epochs": [{ "accuracy": 0.9, "loss": 0.3, "val_accuracy": 0.95, "val_loss": 0.2 }]
            }
            """);
        results["sections"] = JsonNode.Parse(
            """
            [
              { "name": "epochs", "sampler": null, "pruner": null, "complete": true, "candidates": [] },
              { "name": "joint", "sampler": "auto", "pruner": "successive_halving", "candidates": [] }
            ]
            """);
        return results;
    }

    private static JsonNode Timings() => JsonNode.Parse(
        """
        {
          "workers": 2,
          "baseline_seconds": 3.5,
          "ledger_scores": 24,
          "sections": [
            {
              "name": "epochs",
              "foreseen_seconds": 1,
              "epochs_trained": 80,
              "elapsed_seconds": 2.5,
              "fit_seconds": 2,
              "mean_fit_seconds": [1, 2]
            }
          ]
        }
        """)!;
}

/// <summary>What was found.</summary>
public sealed class EarlierResultsFuzzTests() : EarlierRunFuzzTests("results.json");

/// <summary>What it took.</summary>
public sealed class EarlierTimingsFuzzTests() : EarlierRunFuzzTests("timings.json");
