namespace Trimtab.Sql;

/// <summary>The schema in SQLite's types.</summary>
internal static class SqliteSchema
{
    /// <summary>The statements that create it.</summary>
    public static string Text { get; } =
        new SchemaText("INTEGER NOT NULL", "FLOAT", "DATETIME", (_, length) => Invariant($"VARCHAR({length})")).Text;
}
