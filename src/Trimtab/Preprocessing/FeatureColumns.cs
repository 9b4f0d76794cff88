using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>Single columns of rows, for transformers that learn column by column.</summary>
internal static class FeatureColumns
{
    extension(Dataset data)
    {
        /// <summary>The values of a column that are not missing, in the rows' order.</summary>
        public double[] Present(int column)
        {
            double[] values = new double[data.Count];
            int count = 0;
            for (int row = 0; row < values.Length; row++)
            {
                float value = data.FeaturesOf(row)[column];
                values[count] = value;
                count += float.IsNaN(value) ? 0 : 1;
            }

            return count == values.Length ? values : values[..count];
        }

        /// <summary>Whether a value of a column is missing.</summary>
        public bool HasMissing(int column)
        {
            for (int row = 0; row < data.Count; row++)
            {
                if (float.IsNaN(data.FeaturesOf(row)[column]))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>The column's name, or its number where columns have none.</summary>
        public string NameOf(int column) => data.Columns.Count > 0 ? data.Columns[column].Name : Invariant($"x{column}");

        /// <summary>The column, one made up where columns have no names.</summary>
        public FeatureColumn ColumnAt(int column) => data.Columns.Count > 0 ? data.Columns[column] : new(Invariant($"x{column}"));

        /// <summary>The column for messages: "column 'age'", "position 3".</summary>
        public string TitleOf(int column) => data.Columns.Count > 0
            ? $"column '{data.Columns[column].Name}'"
            : Invariant($"position {column}");

        /// <summary>Refuses columns whose numbers stand for texts, for a transformer that computes with them.</summary>
        /// <exception cref="TrimtabException">A column is categorical.</exception>
        public void RequireQuantities(string transformer)
        {
            if (data.Columns.FirstOrDefault(column => column.IsCategorical) is { } texts)
            {
                throw new TrimtabException($"{transformer} computes with numbers. Column '{texts.Name}' has texts: "
                    + "give it to a OneHotEncoder or OrdinalEncoder, in a ColumnTransformer for each kind of column.");
            }
        }
    }
}
