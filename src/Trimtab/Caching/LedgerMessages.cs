using Microsoft.Extensions.Logging;

namespace Trimtab.Caching;

/// <summary>What ledgers log. Numbers and names of events never change their meaning; docs/logging.md lists them.</summary>
internal static partial class LedgerMessages
{
    /// <summary>The category of all of them.</summary>
    public const string Category = "Trimtab.Ledger";

    [LoggerMessage(3000, LogLevel.Debug, "Ledger in {Folder} opened with {Cells} cells")]
    public static partial void LedgerOpened(this ILogger logger, string folder, int cells);

    [LoggerMessage(
        3001, LogLevel.Warning, "Ledger in {Folder}: {Lines} damaged lines are left out; their cells are computed again")]
    public static partial void LinesDamaged(this ILogger logger, string folder, int lines);

    [LoggerMessage(3002, LogLevel.Warning, "{Warning}")]
    public static partial void LedgerWarned(this ILogger logger, string warning);

    [LoggerMessage(3010, LogLevel.Debug, "Cell of training {Training} at epoch {Epoch} was kept")]
    public static partial void CellKept(this ILogger logger, string training, int epoch);

    [LoggerMessage(3011, LogLevel.Debug, "Snapshot of training {Training} at epoch {Epoch} was kept")]
    public static partial void SnapshotKept(this ILogger logger, string training, int epoch);
}
