using System.Runtime.Intrinsics;

namespace Trimtab.Networks.Engine;

/// <summary>
/// A matrix packed into panels of sixteen columns, <c>[panel][row][16]</c>, so that dense products read and write contiguous
/// memory.
/// </summary>
/// <remarks>Columns of the last panel past the matrix are never read. Not thread-safe.</remarks>
internal sealed unsafe class PackedMatrix(int rows, int columns) : IDisposable
{
    /// <summary>Columns of a panel.</summary>
    public const int PanelWidth = Tile.Lanes;

    private readonly AlignedBuffer _floats = new(LengthOf(rows, columns));

    /// <summary>Number of panels.</summary>
    public int Panels { get; } = Tile.Count(columns);

    /// <summary>Floats of a packed matrix.</summary>
    public static int LengthOf(int rows, int columns) => BlockLength.Of(Tile.Count(columns), rows, PanelWidth);

    /// <summary>Address of a panel's first float.</summary>
    public float* Panel(int panel) => _floats.Pointer + ((nint)panel * rows * PanelWidth);

    /// <summary>Columns of a panel within the matrix: sixteen, or fewer in the last panel.</summary>
    public int WidthOf(int panel) => Math.Min(PanelWidth, columns - (panel * PanelWidth));

    /// <summary>Packs <paramref name="matrix"/>: rows × columns, row-major.</summary>
    public void Pack(float* matrix)
    {
        for (int panel = 0; panel < Panels; panel++)
        {
            float* from = matrix + (panel * PanelWidth);
            int width = WidthOf(panel);
            for (int row = 0; row < rows; row++)
            {
                Copy(from + ((nint)row * columns), Panel(panel) + (row * PanelWidth), width);
            }
        }
    }

    /// <summary>
    /// Packs the transpose of <paramref name="matrix"/>: columns × rows, row-major; may be read up to 15 floats past its end.
    /// </summary>
    public void PackTransposed(float* matrix)
    {
        for (int panel = 0; panel < Panels; panel++)
        {
            float* from = matrix + ((nint)panel * PanelWidth * rows);
            if (WidthOf(panel) == PanelWidth && rows % PanelWidth == 0)
            {
                Transposition.ToTile(from, rows, Panel(panel));
            }
            else
            {
                Transposition.Transpose(from, WidthOf(panel), rows, Panel(panel), PanelWidth);
            }
        }
    }

    /// <summary>Writes the matrix, rows × columns, row-major, to <paramref name="matrix"/>.</summary>
    public void Unpack(float* matrix)
    {
        for (int panel = 0; panel < Panels; panel++)
        {
            float* to = matrix + (panel * PanelWidth);
            int width = WidthOf(panel);
            for (int row = 0; row < rows; row++)
            {
                Copy(Panel(panel) + (row * PanelWidth), to + ((nint)row * columns), width);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _floats.Dispose();

    private static void Copy(float* from, float* to, int width)
    {
        if (width == PanelWidth)
        {
            Vector512.Load(from).Store(to);
        }
        else
        {
            new ReadOnlySpan<float>(from, width).CopyTo(new(to, width));
        }
    }
}
