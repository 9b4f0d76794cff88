using Microsoft.Data.Sqlite;

namespace Trimtab.Sql.Tests;

/// <summary>A folder with a database, for one test.</summary>
internal sealed class DatabaseFolder : IDisposable
{
    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("sqlite").FullName;

    /// <summary>Path of the database.</summary>
    public string Database => Path.Combine(Folder, "studies.db");

    public SqliteStorage Open() => new(Database) { IsDurable = false };

    public void Execute(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Database}");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Tests' own statements.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
