using System.Text;
using Trimtab.Data;

namespace Trimtab.Csv;

/// <summary>How a file of CSV becomes a <see cref="DataFrame"/>. Immutable; thread-safe.</summary>
public sealed record CsvReading : TextReading
{
    /// <summary>
    /// Character between cells. Default, null: the comma, semicolon, tab or bar that the first lines have, or what a first line as
    /// <c>sep=;</c> says.
    /// </summary>
    /// <exception cref="ArgumentException">It is a quote or a line end.</exception>
    public char? Separator
    {
        get;
        init => field = value is not ('"' or '\r' or '\n' or '\0')
            ? value
            : throw new ArgumentException("Separator must be a character other than a quote or a line end.", nameof(Separator));
    }

    /// <summary>Whether the first line has the columns' titles; otherwise they are called x0, x1, x2, … Default: yes.</summary>
    public bool HasTitles { get; init; } = true;

    /// <summary>
    /// Encoding of a file that does not begin with a byte order mark, such as <see cref="System.Text.Encoding.Latin1"/>. Default, null:
    /// UTF-8.
    /// </summary>
    /// <remarks>
    /// A byte order mark of UTF-8, UTF-16 or UTF-32 decides where there is one. Bytes that are no text in the encoding are an error. Those
    /// of Windows, as 1252, are known after <c>Encoding.RegisterProvider(CodePagesEncodingProvider.Instance)</c>.
    /// </remarks>
    public Encoding? Encoding { get; init; }
}
