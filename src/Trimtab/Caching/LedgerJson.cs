using System.Text.Json.Serialization;

namespace Trimtab.Caching;

/// <summary>
/// Generated JSON code of the ledger's files, so that they work where reflection is off (file-based programs). Exact: infinities and NaN
/// included; nothing may be missing or null.
/// </summary>
[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LedgerEntry))]
[JsonSerializable(typeof(SnapshotHeader))]
internal sealed partial class LedgerJson : JsonSerializerContext;

/// <summary>A line of the ledger's file of cells.</summary>
internal sealed record LedgerEntry(string Training, int Epoch, Cell Cell);

/// <summary>The line of JSON before a snapshot's state.</summary>
internal sealed record SnapshotHeader(string Training, int Epoch, long FitTicks, IReadOnlyList<EpochReport> Epochs);
