using Microsoft.Extensions.Logging;
using Trimtab.Caching;
using Trimtab.ModelSelection;
using Trimtab.Tests.ModelSelection;

namespace Trimtab.Tests.Logging;

/// <summary>What a ledger logs: what it keeps, and what is wrong with its files, each kind once.</summary>
public sealed class LedgerLogTests : IDisposable
{
    private const string Category = "Trimtab.Ledger";

    private readonly string _folder = Directory.CreateTempSubdirectory("trimtab").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void WhatASearchKeeps_IsLoggedOnce(int workers)
    {
        using var log = new CapturedLog();

        Fit(new(_folder) { LoggerFactory = log.Factory }, workers);

        // two rates on three folds at two epochs, and the end of the refit
        Assert.Equal(["Debug LedgerOpened 1", "Debug CellKept 12", "Debug SnapshotKept 7"], log.Counts(Category));
        Assert.Equal([$"Folder={_folder}", "Cells=0"], log.FieldsOf("LedgerOpened"));
        Assert.Equal(12, log.Of("CellKept").Select(CapturedLog.FieldsOf).Select(fields => string.Join(' ', fields)).Distinct().Count());
    }

    /// <summary>The constructor reads the files before the logger is there: nothing of that is lost.</summary>
    [Fact]
    public void DamagedLines_AreAWarningOnOpening()
    {
        Fit(new(_folder), workers: 1);
        File.AppendAllText(Directory.GetFiles(_folder, "cells-*.jsonl").Single(), "torn\ntorn\n");
        using var log = new CapturedLog();

        var ledger = new Ledger(_folder) { LoggerFactory = log.Factory };

        Assert.Equal(["Debug LedgerOpened 1", "Warning LinesDamaged 1"], log.Counts(Category));
        Assert.Equal([$"Folder={_folder}", Invariant($"Cells={ledger.Count}")], log.FieldsOf("LedgerOpened"));
        Assert.Equal([$"Folder={_folder}", "Lines=2"], log.FieldsOf("LinesDamaged"));
    }

    [Fact]
    public void AFileThatCannotBeRead_IsAWarningOnOpening()
    {
        Fit(new(_folder), workers: 1);
        string cells = Directory.GetFiles(_folder, "cells-*.jsonl").Single();
        File.Delete(cells);
        Directory.CreateDirectory(cells);
        using var log = new CapturedLog();

        var ledger = new Ledger(_folder) { LoggerFactory = log.Factory };
        Fit(ledger, workers: 4); // can't be written to either: one more kind, once

        Assert.All(log.Of("LedgerWarned"), item => Assert.Equal(LogLevel.Warning, item.Level));
        Assert.Equal(ledger.Warnings, log.Of("LedgerWarned").Select(item => item.GetStructuredStateValue("Warning")));
        Assert.Equal(2, ledger.Warnings.Count);
    }

    private static void Fit(Ledger ledger, int workers) =>
        new GridSearchCV(new Stepping(), new() { ["rate"] = [0.1, 0.2], ["epochs"] = [2, 4] })
        {
            Cv = new KFold(3),
            Ledger = ledger,
            Workers = workers,
        }.Fit(GridSearchOracleTests.Data, Token);
}
