namespace Trimtab.Networks.Engine;

/// <summary>A group of sixteen images that are computed together, one per vector lane.</summary>
/// <remarks>
/// Activations are stored as <c>[tile][row][column][channel][lane]</c>. As lanes are images, any number of channels fills the vectors, and
/// operators read memory in sequence.
/// </remarks>
public static class Tile
{
    /// <summary>Images in a tile: 16.</summary>
    public const int Lanes = 16;

    /// <summary>Number of tiles for <paramref name="rows"/> images; the last may be partly filled.</summary>
    public static int Count(int rows) => (rows + Lanes - 1) / Lanes;
}
