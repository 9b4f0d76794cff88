namespace Trimtab.Tables;

/// <summary>A kind of file that holds a table: JSON lines here, CSV in Trimtab.Csv, Parquet in Trimtab.Parquet. Thread-safe.</summary>
/// <remarks>One of your own is a class with <c>[Named("xyz")]</c>: files that end with <c>.xyz</c> are read and written by it.</remarks>
public abstract class TableFormat
{
    /// <summary>Every format, by the extension of its files: this library's and those of assemblies that the program references.</summary>
    public static Catalog<TableFormat> Catalog { get; } = Catalog<TableFormat>.WithUsersOwn(typeof(TableFormat).Assembly);

    /// <summary>The format of a file, by its extension.</summary>
    /// <exception cref="UnknownNameException">No format has the extension.</exception>
    public static TableFormat Of(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string extension = Path.GetExtension(path).TrimStart('.').ToLowerInvariant();
        return Catalog.Names.Contains(extension)
            ? Catalog.Create(extension)
            : throw new UnknownNameException("format of tables, by a file's extension,", extension, Catalog.Names);
    }

    /// <summary>Writes a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="stream">Where it goes; seekable, and left open.</param>
    /// <param name="cancellationToken">Ends the writing in the middle.</param>
    /// <exception cref="IOException">The stream can't be written to.</exception>
    public abstract Task WriteAsync(TrialTable table, Stream stream, CancellationToken cancellationToken = default);

    /// <summary>Reads a table.</summary>
    /// <param name="stream">Where it comes from; seekable, and left open.</param>
    /// <param name="cancellationToken">Ends the reading in the middle.</param>
    /// <exception cref="IOException">The stream can't be read.</exception>
    /// <exception cref="TrimtabException">The content is damaged; the message says where.</exception>
    public abstract Task<TrialTable> ReadAsync(Stream stream, CancellationToken cancellationToken = default);
}
