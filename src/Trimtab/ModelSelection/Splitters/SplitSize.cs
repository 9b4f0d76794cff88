namespace Trimtab.ModelSelection;

/// <summary>How many rows one side of a random split takes: a share (<c>0.25</c>) or a number of rows (<c>100</c>).</summary>
/// <remarks>Made by conversion. A share must lie strictly between 0 and 1; a number of rows is 1 or more.</remarks>
public readonly record struct SplitSize
{
    private readonly double _share;
    private readonly int _rows;

    private SplitSize(double share, int rows) => (_share, _rows) = (share, rows);

    /// <summary>A share of the rows, strictly between 0 and 1.</summary>
    public static implicit operator SplitSize(double share) => share is > 0 and < 1
        ? new(share, 0)
        : throw Setting.OutOfRange(nameof(share), "A share of the rows must be above 0 and below 1; "
            + Invariant($"write a whole number for a number of rows. Got {share}."));

    /// <summary>A number of rows, 1 or more.</summary>
    public static implicit operator SplitSize(int rows) => rows >= 1
        ? new(0, rows)
        : throw Setting.OutOfRange(nameof(rows), Invariant($"A number of rows must be 1 or more. Got {rows}."));

    /// <summary>The share or the number, as written.</summary>
    public override string ToString() => _rows > 0 ? Invariant($"{_rows} rows") : Invariant($"{_share} of the rows");

    /// <summary>
    /// Sizes of both sides: a test share is rounded up, a training share down, and a side left out takes what the other leaves.
    /// </summary>
    /// <exception cref="TrimtabException">
    /// A side is empty, or both together are more than there are, also where only their shares are and rounding hides it.
    /// </exception>
    internal static (int Train, int Test) Resolve(
        string splitter, int rows, SplitSize? train, SplitSize? test, double defaultTest, string unit = "row")
    {
        if (train?._share + test?._share > 1)
        {
            throw new TrimtabException(Invariant($"{splitter} needs shares of both sides that are 1 together, or less. ")
                + Invariant($"Got {train} to learn from and {test} to test."));
        }

        SplitSize? testSize = test ?? (train is null ? (SplitSize)defaultTest : null);
        int? testRows = testSize?.Of(rows, Math.Ceiling), trainRows = train?.Of(rows, Math.Floor);
        int tested = testRows ?? rows - trainRows!.Value, trained = trainRows ?? rows - tested;
        return trained >= 1 && tested >= 1 && trained + tested <= rows
            ? (trained, tested)
            : throw new TrimtabException(Invariant($"{splitter} needs a {unit} or more on each side, and no more than there are. ")
                + Invariant($"Got {trained} to learn from and {tested} to test of {rows}."));
    }

    private int Of(int rows, Func<double, double> round) => _rows > 0 ? _rows : (int)round(_share * rows);
}
