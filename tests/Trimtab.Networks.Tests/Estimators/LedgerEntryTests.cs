using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Trimtab.Caching;
using Trimtab.ModelSelection;
using Trimtab.Networks.Tests.Models;
using Trimtab.Spaces;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>
/// Entries of a ledger whose checksum is right and whose content doesn't fit the search: ignored, said once, computed anew.
/// </summary>
public sealed class LedgerEntryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("entries").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Test", "[]")]
    [InlineData("Test", "[0.5]")]
    [InlineData("Test", "[0.5,0.5,0.5]")]
    [InlineData("Train", "[]")]
    [InlineData("Train", "[0.5]")]
    [InlineData("Rows", "[]")]
    [InlineData("Rows", "[null]")]
    [InlineData("Rows", "[null,{\"Count\":3,\"IsBits\":true,\"Low\":0,\"Scale\":1,\"Packed\":\"AA==\"}]")]
    [InlineData("Rows", "[null,{\"Count\":100,\"IsBits\":true,\"Low\":0,\"Scale\":1,\"Packed\":\"AA==\"}]")]
    public void Cell_OfAnotherShape_IsSaidOnceAndComputedAgain(string member, string value)
    {
        var first = Search();
        Rewrite(cell => cell[member] = JsonNode.Parse(value));

        var ledger = new Ledger(_folder);
        var again = Search(ledger);

        Assert.Equal(0, again.Cost.Reused);
        Assert.Equal(first.CvResults.ToJson(withTimes: false), again.CvResults.ToJson(withTimes: false));
        Assert.Equal(first.Statistics!.StandardError, again.Statistics!.StandardError);
        Assert.StartsWith(
            $"The ledger in '{_folder}' holds scores that don't fit their training: ",
            Assert.Single(ledger.Warnings),
            StringComparison.Ordinal);
        Assert.Equal(4, Search(new Ledger(_folder)).Cost.Reused); // the new lines count, not the old ones
    }

    [Theory]
    [InlineData("Epochs", "[null]")]
    [InlineData("Epochs", "[{\"Epoch\":1,\"Metrics\":null}]")]
    [InlineData("Epochs", "[{\"Epoch\":0,\"Metrics\":{}}]")]
    [InlineData("Epochs", "[{\"Epoch\":99,\"Metrics\":{}}]")]
    [InlineData("FitTicks", "9223372036854775807")]
    [InlineData("FitTicks", "-1")]
    [InlineData("ScoreTicks", "9223372036854775807")]
    [InlineData("Test", "[null,0.5]")]
    [InlineData("Test", "null")]
    public void Line_ThatNoTrainingWrites_IsLeftOut(string member, string value)
    {
        var first = Search();
        Rewrite(cell => cell[member] = JsonNode.Parse(value));

        var ledger = new Ledger(_folder);
        var again = Search(ledger);

        Assert.Equal((4, 0), (ledger.Damaged, again.Cost.Reused));
        Assert.Equal(first.CvResults.ToJson(withTimes: false), again.CvResults.ToJson(withTimes: false));
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("cut")]
    [InlineData("twice")]
    [InlineData("noise")]
    [InlineData("earlier")]
    public void Snapshot_WhoseStateDoesNotFit_IsSaidOnceAndTrainedFromTheBeginning(string state)
    {
        var first = Search();
        foreach (string path in Directory.GetFiles(_folder, "*.snapshot", SearchOption.AllDirectories))
        {
            byte[] content = System.IO.File.ReadAllBytes(path)[65..];
            int end = Array.IndexOf(content, (byte)'\n') + 1;
            byte[] header = content[..end], bytes = content[end..];
            byte[] other = state switch
            {
                "empty" => [],
                "cut" => bytes[..(bytes.Length / 2)],
                "twice" => [.. bytes, .. bytes],
                "noise" => [.. bytes.Select((value, i) => (byte)(value ^ (i < 16 ? 0xA5 : 0)))],
                _ => bytes,
            };
            byte[] damaged =
            [
                .. state == "earlier"
                    ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(header)
                        .Replace("\"Epoch\":2,\"FitTicks\"", "\"Epoch\":1,\"FitTicks\"", StringComparison.Ordinal)
                        .Replace(",{\"Epoch\":2,", ",{\"Epoch\":1,", StringComparison.Ordinal))
                    : header,
                .. other,
            ];
            System.IO.File.WriteAllBytes(
                path, [.. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(damaged))), (byte)'\n', .. damaged]);
        }

        System.IO.File.Delete(Cells);
        var ledger = new Ledger(_folder);
        var again = new GridSearchCV(Classifier, Grid(2))
        {
            Cv = 2,
            Scoring = ["accuracy", "neg_log_loss"],
            Refit = "accuracy",
            ReturnTrainScore = true,
            Ledger = ledger,
        }.Fit(Nets.Digits.Train, Token);

        Assert.Equal(first.CvResults[1].Test["neg_log_loss"].Folds, again.CvResults[0].Test["neg_log_loss"].Folds);
        Assert.Equal(4, again.Cost.EpochsTrained);
        Assert.StartsWith(
            $"The ledger in '{_folder}' holds a snapshot that doesn't fit its training: ",
            Assert.Single(ledger.Warnings),
            StringComparison.Ordinal);
        Assert.Equal(first.Trials[1].Reports.Count, again.Trials[0].Reports.Count);
    }

    /// <summary>The checksum of a copied file is right, and its state fits: only the training in its header tells it apart.</summary>
    [Fact]
    public void Snapshot_OfAnotherFold_IsSaidAndTrainedFromTheBeginning()
    {
        Search();
        string[] snapshots = Directory.GetFiles(_folder, "*.snapshot", SearchOption.AllDirectories);
        foreach (string other in snapshots[1..])
        {
            System.IO.File.Copy(snapshots[0], other, overwrite: true);
        }

        var result = Search(new(_folder), epochs: [2, 3]);

        Assert.Equal(3, snapshots.Length); // of two folds and of the refit
        Assert.Equal(
            Search(new Ledger(), [2, 3]).CvResults.Select(candidate => candidate.Test["neg_log_loss"].Folds),
            result.CvResults.Select(candidate => candidate.Test["neg_log_loss"].Folds));
        Assert.Contains("A snapshot must be of the training whose name it has.", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    private string Cells => Directory.GetFiles(_folder, "*.jsonl").Single();

    private static NetworkClassifier<NoParameters> Classifier => NetworkClassifier.Of(() => Nets.Small()) with { BatchSize = 50 };

    private SearchResult Search(Ledger? ledger = null, int[]? epochs = null) =>
        new GridSearchCV(Classifier, Grid(epochs ?? [1, 2]))
        {
            Cv = 2,
            Scoring = ["accuracy", "neg_log_loss"],
            Refit = "accuracy",
            ReturnTrainScore = true,
            Ledger = ledger ?? new(_folder),
        }.Fit(Nets.Digits.Train, Token);

    private static ParameterGrid Grid(params int[] epochs) => new() { ["epochs"] = [.. epochs.Select(count => (ParameterValue)count)] };

    private void Rewrite(Action<JsonNode> change) => System.IO.File.WriteAllLines(Cells, System.IO.File.ReadAllLines(Cells).Select(line =>
    {
        var entry = JsonNode.Parse(line[9..])!;
        change(entry["Cell"]!);
        string json = entry.ToJsonString();
        return $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..8]} {json}";
    }));
}
