namespace Trimtab.Data;

/// <summary>Columns of a table as features of single precision.</summary>
internal static class FrameFeatures
{
    /// <summary>Below this share of a column's magnitude, its range holds too few numbers of single precision: about a thousand.</summary>
    private const double SmallestRange = 1.0 / (1 << 14);

    /// <summary>Below this range there are fewer than about a thousand numbers of single precision, however small they are.</summary>
    private const double SmallestNormalRange = 1024 * (double)float.Epsilon;

    /// <summary>The feature a column becomes: texts are categories.</summary>
    /// <exception cref="TrimtabException">It can't be one.</exception>
    public static FeatureColumn ColumnOf(FrameColumn column) => column switch
    {
        TextColumn texts => new(column.Name) { Categories = texts.Categories },
        NumberColumn numbers => RequirePrecision(numbers),
        _ => throw new TrimtabException($"A feature must be a number, a Boolean or a text. Column '{column.Name}' has dates: "
            + $"make numbers of it with WithDateParts(\"{column.Name}\"), or leave it out by Except."),
    };

    /// <summary>rows × columns, row-major; NaN where a value is missing.</summary>
    public static float[] Numbers(FrameColumn[] columns, int rows)
    {
        float[] numbers = FeatureMatrix.Of(rows, columns.Length, "A table");
        for (int i = 0; i < columns.Length; i++)
        {
            switch (columns[i])
            {
                case TextColumn texts:
                    for (int row = 0; row < rows; row++)
                    {
                        numbers[(row * columns.Length) + i] = texts.Codes[row] < 0 ? float.NaN : texts.Codes[row];
                    }

                    break;
                case NumberColumn column:
                    for (int row = 0; row < rows; row++)
                    {
                        numbers[(row * columns.Length) + i] = (float)column.Values[row];
                    }

                    break;
            }
        }

        return numbers;
    }

    private static FeatureColumn RequirePrecision(NumberColumn column)
    {
        double least = double.PositiveInfinity, greatest = double.NegativeInfinity;
        foreach (double value in column.Values)
        {
            if (!double.IsNaN(value))
            {
                (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
            }
        }

        double magnitude = Math.Max(Math.Abs(least), Math.Abs(greatest)), range = greatest - least;
        if (double.IsFinite(magnitude) && float.IsInfinity((float)magnitude))
        {
            throw new TrimtabException(Invariant($"Features have single precision, which has numbers up to {float.MaxValue}. ")
                + Invariant($"Column '{column.Name}' has {(greatest == magnitude ? greatest : least)}: ")
                + Invariant($"divide by a constant, as Map(\"{column.Name}\", value => value / 1e30)."));
        }

        if (range > 0 && range < SmallestNormalRange)
        {
            throw new TrimtabException("Features have single precision, in which numbers so small are nearly all 0. "
                + Invariant($"Column '{column.Name}' lies between {least} and {greatest}: ")
                + Invariant($"multiply by a constant, as Map(\"{column.Name}\", value => value * 1e30)."));
        }

        return range > 0 && range < magnitude * SmallestRange
            ? throw new TrimtabException("Features have single precision, about seven digits. "
                + Invariant($"Column '{column.Name}' lies between {least} and {greatest}, too near together to be told apart: ")
                + Invariant($"subtract a constant, as Map(\"{column.Name}\", value => value - {least})."))
            : new(column.Name);
    }
}
