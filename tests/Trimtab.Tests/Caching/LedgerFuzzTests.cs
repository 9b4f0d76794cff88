using System.Security.Cryptography;
using System.Text;
using Trimtab.Caching;
using Trimtab.Tests.Files;

namespace Trimtab.Tests.Caching;

/// <summary>The lines of a ledger, damaged anywhere: cells are whole or left out.</summary>
public class LedgerFuzzTests : ReaderFuzz, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger").FullName;

    protected override IReadOnlyList<byte[]> Whole
    {
        get
        {
            var file = new LedgerFile(_folder);
            file.Append(new("a", 3), OtherProcess.CellOf(3));
            file.Append(new("b", 1), OtherProcess.CellOf(1) with { Test = [double.NaN, double.PositiveInfinity] });
            return [File.ReadAllBytes(Cells)];
        }
    }

    private protected string Cells => Path.Combine(_folder, $"cells-{EngineRevision.Current}.jsonl");

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void Read(byte[] bytes)
    {
        File.WriteAllBytes(Cells, bytes);
        var file = new LedgerFile(_folder);
        foreach (var (key, cell) in file.Read())
        {
            Assert.True(key.Epoch > 0);
            Assert.NotNull(key.Training);
            Assert.All(cell.Epochs, report => Assert.NotNull(report.Metrics));
            Assert.All(cell.Epochs, report => Assert.InRange(report.Epoch, 1, key.Epoch));
            Assert.InRange(cell.FitTicks, 0, 366 * TimeSpan.TicksPerDay);
        }
    }

    protected override bool IsDocumented(Exception error) => false;
}

/// <summary>Lines whose checksum is right and whose content is not.</summary>
public sealed class SealedLedgerFuzzTests : LedgerFuzzTests
{
    protected override IReadOnlyList<byte[]> Whole =>
    [
        .. Encoding.UTF8.GetString(base.Whole[0]).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Encoding.UTF8.GetBytes(line[9..])),
    ];

    protected override void Read(byte[] bytes) =>
        base.Read([.. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes))[..8]), (byte)' ', .. bytes, (byte)'\n']);
}
