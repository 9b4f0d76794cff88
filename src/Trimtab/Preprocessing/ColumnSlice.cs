using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>
/// Takes some columns, by their positions. Equal when the positions are, so that branches of several candidates share it.
/// </summary>
/// <param name="Positions">Positions of the columns, one or more.</param>
internal sealed record ColumnSlice(int[] Positions) : Transformer
{
    /// <summary>The slice of the chosen columns; <see langword="null"/> where there are none.</summary>
    /// <exception cref="UnknownNameException">A column is not there.</exception>
    public static FittedTransformer? Of(Dataset data, ColumnSelector columns) => Of(data, columns.PositionsIn(data));

    /// <summary>The slice of columns; <see langword="null"/> where there are none.</summary>
    public static FittedTransformer? Of(Dataset data, int[] positions) =>
        positions.Length == 0 ? null : SharedSteps.Fit(new ColumnSlice(positions), data);

    public bool Equals(ColumnSlice? other) => other is not null && Positions.AsSpan().SequenceEqual(other.Positions);

    public override int GetHashCode() => Positions.Aggregate(17, HashCode.Combine);

    protected override FittedTransformer Learn(Dataset data) => new Fitted(data, Positions);

    /// <summary>Takes the columns.</summary>
    internal sealed class Fitted(Dataset learnedFrom, int[] positions) : FittedTransformer(learnedFrom)
    {
        /// <summary>Positions of the columns.</summary>
        public IReadOnlyList<int> Positions => positions;

        protected override Dataset Apply(Dataset data)
        {
            int width = positions.Length;
            float[] taken = FeatureMatrix.Of(data.Count, width, nameof(ColumnTransformer));
            for (int row = 0; row < data.Count; row++)
            {
                var features = data.FeaturesOf(row);
                for (int i = 0; i < width; i++)
                {
                    taken[(row * width) + i] = features[positions[i]];
                }
            }

            return data.WithFeatures(taken, [width], [.. positions.Select(data.ColumnAt)]);
        }
    }
}
