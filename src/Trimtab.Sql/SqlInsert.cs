using System.Data.Common;
using System.Text;
using Dapper;

namespace Trimtab.Sql;

/// <summary>
/// Inserts rows into a table, many with one statement, as each is a round trip to a server; a row whose key is there replaces it.
/// </summary>
/// <param name="table">Name of the table.</param>
/// <param name="keys">
/// How many of the first columns are the key. Rows that are inserted together differ in it. With 0 no row replaces another.
/// </param>
/// <param name="columns">The columns.</param>
internal sealed class SqlInsert(string table, int keys, params SqlColumn[] columns)
{
    private const int Most = 200; // rows of a statement, with at most five parameters each: SQLite takes 32,766

    /// <summary>Inserts rows, which have a value for each column.</summary>
    public void Execute(DbConnection connection, DbTransaction transaction, IEnumerable<object?[]> rows)
    {
        foreach (object?[][] chunk in rows.Chunk(Most))
        {
            connection.Execute(Statement(chunk.Length), Parameters(chunk), transaction);
        }
    }

    /// <summary>Inserts rows, which have a value for each column, and reads columns of the new rows, in any order.</summary>
    public IEnumerable<T> Query<T>(DbConnection connection, DbTransaction transaction, IEnumerable<object?[]> rows, string returning) =>
        rows.Chunk(Most).SelectMany(chunk =>
            connection.Query<T>($"{Statement(chunk.Length)} RETURNING {returning}", Parameters(chunk), transaction));

    private DynamicParameters Parameters(object?[][] rows)
    {
        var parameters = new DynamicParameters();
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < columns.Length; column++)
            {
                parameters.Add(Name(row, column), rows[row][column], columns[column].Type);
            }
        }

        return parameters;
    }

    private string Statement(int rows)
    {
        var text = new StringBuilder($"INSERT INTO {table} ({Names(columns)}) VALUES ");
        for (int row = 0; row < rows; row++)
        {
            text.Append(row > 0 ? ", (" : "(")
                .AppendJoin(", ", columns.Select((column, i) => string.Format(null, column.Form, $"@{Name(row, i)}")))
                .Append(')');
        }

        if (keys == 0)
        {
            return text.ToString();
        }

        var changed = columns.Skip(keys).Select(column => $"{column.Name} = excluded.{column.Name}");
        return text.Append($" ON CONFLICT ({Names(columns.Take(keys))}) DO UPDATE SET ").AppendJoin(", ", changed).ToString();
    }

    private static string Names(IEnumerable<SqlColumn> columns) => string.Join(", ", columns.Select(column => column.Name));

    private static string Name(int row, int column) => Invariant($"r{row}c{column}");
}
