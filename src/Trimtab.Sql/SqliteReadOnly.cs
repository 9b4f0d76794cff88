using Dapper;
using Microsoft.Data.Sqlite;

namespace Trimtab.Sql;

/// <summary>Opens a file of SQLite that this program may read and not write, in a folder it may not write to either.</summary>
internal static class SqliteReadOnly
{
    /// <summary>A connection that is open, for reads.</summary>
    /// <remarks>
    /// A file with a write-ahead log is read by means of two more files, <c>-wal</c> and <c>-shm</c>, which a writer has left or which are
    /// created. Where they are missing and can't be created there is no writer, and all is in the file: SQLite is told that the file does
    /// not change. Not pooled: a later connection finds out anew.
    /// </remarks>
    /// <param name="file">Path of the file.</param>
    public static SqliteConnection Connect(string file)
    {
        var connection = Open(file);
        try
        {
            connection.ExecuteScalar("SELECT COUNT(*) FROM sqlite_master");
            return connection;
        }
        catch (SqliteException) when (!File.Exists($"{file}-wal"))
        {
            connection.Dispose();
            return Open($"{UrlOf(file)}?immutable=1");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string UrlOf(string file)
    {
        string path = string.Join('/', file.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
        return path.StartsWith('/') ? $"file://{path}" : $"file:///{path}";
    }

    private static SqliteConnection Open(string source)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
