using Microsoft.ML;
using Trimtab.Data;

namespace Trimtab.ML;

/// <summary>Tables from ML.NET's data, and ML.NET's data from tables.</summary>
public static class DataViewFrames
{
    extension(DataFrame frame)
    {
        /// <summary>Reads ML.NET's data, as of a loader or a pipeline, into a table.</summary>
        /// <param name="view">The data; read once.</param>
        /// <param name="columns">Names of the columns to read, in this order. Default: all that are not hidden.</param>
        /// <remarks>
        /// Numbers, Booleans, texts and dates become columns of their kind, and keys the texts or numbers that they stand for; NaN, the
        /// empty text and the key 0 are missing. A vector of numbers of a known size becomes a column for each, called <c>column.slot</c>
        /// by the slot's name or number; the numbers of a vector that is null are missing. Memory is that of the columns.
        /// <code>
        /// var rows = DataFrame.FromDataView(view).ToDataset("Label");
        /// </code>
        /// </remarks>
        /// <exception cref="UnknownNameException">There is no such column.</exception>
        /// <exception cref="TrimtabException">
        /// A column is of another type, name the others; or a vector has not as many numbers as its column says.
        /// </exception>
        public static DataFrame FromDataView(IDataView view, params IReadOnlyList<string> columns)
        {
            ArgumentNullException.ThrowIfNull(view);
            ArgumentNullException.ThrowIfNull(columns);
            DataViewSchema.Column[] chosen = columns.Count > 0
                ? [.. columns.Select(name => view.Schema.GetColumnOrNull(name)
                    ?? throw new UnknownNameException("column", name, view.Schema.Select(column => column.Name)))]
                : [.. view.Schema.Where(column => !column.IsHidden)];
            using var cursor = view.GetRowCursor(chosen);
            ViewColumn[] readers = [.. chosen.Select(column => ViewColumn.Of(cursor, column))];
            while (cursor.MoveNext())
            {
                foreach (var reader in readers)
                {
                    reader.Read();
                }
            }

            return new(readers.SelectMany(reader => reader.ToColumns()));
        }

        /// <summary>The table as ML.NET reads it, in place.</summary>
        /// <remarks>
        /// Numbers are of single precision, as its trainers want, NaN where they are missing; so are Booleans of which some are missing.
        /// Missing texts are empty.
        /// <code>
        /// var model = pipeline.Fit(DataFrame.ReadCsv("people.csv").ToDataView());
        /// </code>
        /// </remarks>
        /// <exception cref="TrimtabException">A date is missing, which ML.NET can't have.</exception>
        public IDataView ToDataView() => new FrameView(frame);
    }
}
