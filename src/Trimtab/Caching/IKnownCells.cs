namespace Trimtab.Caching;

/// <summary>What need not be trained, as far as a plan wants to know it.</summary>
internal interface IKnownCells
{
    /// <summary>Whether the scores of a cell are known, in the shape that is expected.</summary>
    bool Knows(CellKey key, CellShape shape);

    /// <summary>The epoch of a training's snapshot; 0 without one.</summary>
    int SnapshotEpoch(string training);
}
