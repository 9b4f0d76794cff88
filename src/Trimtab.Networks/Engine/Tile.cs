namespace Trimtab.Networks.Engine;

/// <summary>Images computed together: every number of the net is one vector with a lane for each of them.</summary>
/// <remarks>
/// Activations lie as <c>[tile][row][column][channel][lane]</c>. Lanes are images, so any channel count fills the vector, and
/// what a kernel touches next is next in memory.
/// </remarks>
public static class Tile
{
    /// <summary>Images in a tile.</summary>
    public const int Lanes = 16;

    /// <summary>How many tiles hold <paramref name="rows"/> images; the last may be part full.</summary>
    public static int Count(int rows) => (rows + Lanes - 1) / Lanes;
}
