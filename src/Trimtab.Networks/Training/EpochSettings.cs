namespace Trimtab.Networks;

/// <summary>Settings of one training epoch.</summary>
/// <param name="BatchSize">Rows per step; the last step takes the remainder.</param>
/// <param name="Shuffle">Whether rows are in random order.</param>
/// <param name="ClassWeights">Weight of the rows of each class; 1 for classes not listed.</param>
/// <param name="Threads">Threads that may share a step; the bits do not depend on it.</param>
/// <param name="Time">Times the steps, to choose between several threads and one; the bits do not depend on it. Null: the system's.</param>
internal readonly record struct EpochSettings(
    int BatchSize,
    bool Shuffle,
    IReadOnlyDictionary<int, double>? ClassWeights = null,
    int Threads = 1,
    TimeProvider? Time = null);
