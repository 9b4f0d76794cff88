namespace Trimtab.Caching;

/// <summary>Cells and snapshots that are known, for plans.</summary>
internal interface IKnownCells
{
    /// <summary>Whether the scores of a cell are known, in the shape that is expected.</summary>
    bool Knows(CellKey key, CellShape shape);

    /// <summary>The epoch of a training's snapshot; 0 without one.</summary>
    int SnapshotEpoch(string training);
}
