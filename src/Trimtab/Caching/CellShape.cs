namespace Trimtab.Caching;

/// <summary>Expected shape of a cell: an entry of a file that differs belongs to another training, whatever its checksum.</summary>
/// <param name="Scores">Scorers, 1 or more.</param>
/// <param name="WithTrain">Whether the training rows are scored too.</param>
/// <param name="TestRows">Rows of the fold's test part.</param>
internal readonly record struct CellShape(int Scores, bool WithTrain, int TestRows)
{
    /// <summary>Whether the scores of rows must be there, as far as they can be known: where a candidate is judged.</summary>
    public bool WithRows { get; init; }

    /// <summary>What <paramref name="cell"/> has that is not expected, in a sentence; <see langword="null"/> where it fits.</summary>
    public string? Misfit(Cell cell)
    {
        int testRows = TestRows, train = WithTrain ? Scores : 0;
        return cell.Test.Length != Scores ? Invariant($"Test scores must be {Scores}. Got {cell.Test.Length}.")
            : cell.Train.Length != train ? Invariant($"Training scores must be {train}. Got {cell.Train.Length}.")
            : cell.Rows is { } lists && lists.Length != Scores ? Invariant($"Lists of row scores must be {Scores}. Got {lists.Length}.")
            : cell.Rows?.FirstOrDefault(rows => rows is not null && !(rows.IsSound && rows.Count == testRows)) is { } rows ? Invariant(
                $"Row scores must be those of {testRows} rows. ")
                + Invariant($"Got {rows.Count} in {rows.Packed.Length} bytes.")
            : null;
    }
}
