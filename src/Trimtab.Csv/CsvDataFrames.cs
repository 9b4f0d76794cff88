using System.Text;
using Trimtab.Data;
using Trimtab.Files;

namespace Trimtab.Csv;

/// <summary>Tables of a user's data from files of CSV.</summary>
public static class CsvDataFrames
{
    extension(DataFrame)
    {
        /// <summary>Reads a file of CSV; each column is of numbers, Booleans, dates or texts, as all of its values are.</summary>
        /// <remarks>
        /// In UTF-8, or what a byte order mark or <see cref="CsvReading.Encoding"/> says. Line ends may be any; a cell with separators,
        /// quotes or line ends stands in quotes. Empty cells are missing values. As in pandas, a blank line is no row, and a line of
        /// separators is one whose values are all missing. Rows are read one at a time: memory is that of the columns, 8 bytes a number.
        /// <code>
        /// var frame = DataFrame.ReadCsv("people.csv", new() { MissingTexts = ["?"] });
        /// var data = frame.ToDataset("income");
        /// </code>
        /// </remarks>
        /// <param name="path">The file.</param>
        /// <param name="reading">How it is read. Default: a <see cref="CsvReading"/> as it is made.</param>
        /// <exception cref="TrimtabException">
        /// The file is empty, a line has another number of cells than there are titles, a quote stands in the middle of a cell, bytes are
        /// no text in the encoding, or a value is not of the kind that is given; the message names line and column.
        /// </exception>
        /// <exception cref="UnknownNameException">A column that the reading names is not there.</exception>
        /// <exception cref="IOException">The file is missing or can't be read.</exception>
        /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
        public static DataFrame ReadCsv(string path, CsvReading? reading = null)
        {
            using var file = SharedFile.OpenRead(path);
            return DataFrame.ReadCsv(file, reading);
        }

        /// <summary>Reads CSV from a stream.</summary>
        /// <param name="stream">Where it comes from; seekable, read from its beginning, and left open.</param>
        /// <param name="reading">How it is read. Default: a <see cref="CsvReading"/> as it is made.</param>
        /// <exception cref="TrimtabException">The content is no such CSV; the message names line and column.</exception>
        /// <exception cref="UnknownNameException">A column that the reading names is not there.</exception>
        /// <exception cref="IOException">The stream can't be read.</exception>
        public static DataFrame ReadCsv(Stream stream, CsvReading? reading = null)
        {
            ArgumentNullException.ThrowIfNull(stream);
            stream.Position = 0;
            CsvText text = new(stream, reading?.Encoding);
            try
            {
                CsvRows source = new(text, reading ?? new());
                return DataFrame.FromTexts(source.Titles(), source.Rows, reading);
            }
            catch (DecoderFallbackException)
            {
                throw text.Invalid(", or set Encoding, as Encoding.Latin1");
            }
        }
    }
}
