using Trimtab.Statistics;

namespace Trimtab.Caching;

/// <summary>Scores of a training at an epoch; computed once.</summary>
/// <param name="Test">Scores on the test rows, in the scorers' order.</param>
/// <param name="Train">Scores on the training rows; empty unless asked for.</param>
/// <param name="FitTicks">Training time up to this epoch, in ticks of <see cref="TimeSpan"/>.</param>
/// <param name="ScoreTicks">Scoring time, in ticks.</param>
/// <param name="Epochs">Reports of the epochs so far; in a file, without the first <paramref name="ReportsBefore"/>.</param>
/// <param name="Rows">
/// Scores of the test rows by scorer, whose mean the score is; null where they are not known. Null where no candidate ended there, so
/// that they were not kept.
/// </param>
/// <param name="ReportsBefore">Reports of the training that are kept with its other cells: the first ones.</param>
internal sealed record Cell(
    double[] Test,
    double[] Train,
    long FitTicks,
    long ScoreTicks,
    IReadOnlyList<EpochReport> Epochs,
    RowScores?[]? Rows = null,
    int ReportsBefore = 0);

/// <summary>Key of a cell: the content of its training, and the epoch.</summary>
/// <param name="Training">SHA-256 of everything the training depends on.</param>
/// <param name="Epoch">Epochs trained.</param>
internal readonly record struct CellKey(string Training, int Epoch);
