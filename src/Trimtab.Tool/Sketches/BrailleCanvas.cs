namespace Trimtab.Tool.Sketches;

/// <summary>Dots in a grid of Braille characters: two by four in each.</summary>
internal sealed class BrailleCanvas(int columns, int rows)
{
    private const char Empty = '\u2800';

    private static readonly int[,] _bits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };
    private readonly int[,] _cells = new int[rows, columns];

    /// <summary>Dots across.</summary>
    public int Width => 2 * columns;

    /// <summary>Dots from top to bottom.</summary>
    public int Height => 4 * rows;

    /// <summary>Sets a dot, from the left and from the top; one outside is left out.</summary>
    public void Set(int x, int y)
    {
        if (x >= 0 && x < Width && y >= 0 && y < Height)
        {
            _cells[y / 4, x / 2] |= _bits[y % 4, x % 2];
        }
    }

    /// <summary>Sets the dots of a straight line.</summary>
    public void Line(int fromX, int fromY, int toX, int toY)
    {
        int steps = Math.Max(1, Math.Max(Math.Abs(toX - fromX), Math.Abs(toY - fromY)));
        for (int i = 0; i <= steps; i++)
        {
            Set(fromX + ((toX - fromX) * i / steps), fromY + ((toY - fromY) * i / steps));
        }
    }

    /// <summary>The lines of characters, from the top.</summary>
    public IEnumerable<string> Lines() =>
        Enumerable.Range(0, rows).Select(row => string.Create(columns, (this, row), static (text, state) =>
        {
            for (int column = 0; column < text.Length; column++)
            {
                text[column] = (char)(Empty + state.Item1._cells[state.row, column]);
            }
        }));
}
