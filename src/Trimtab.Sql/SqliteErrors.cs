namespace Trimtab.Sql;

/// <summary>What SQLite's errors mean, and what to do.</summary>
internal static class SqliteErrors
{
    /// <summary>The code of a write to what can only be read.</summary>
    public const int ReadOnly = 8;

    /// <summary>The message of an error: the file, what came, what to do.</summary>
    /// <param name="file">Path of the database.</param>
    /// <param name="code">SQLite's primary code.</param>
    /// <param name="message">SQLite's message.</param>
    public static string Explain(string file, int code, string message) =>
        $"A storage of SQLite must be a database that this program can use. '{file}': {message} {Remedy(code)}";

    private static string Remedy(int code) => code switch
    {
        1 => "It is another program's database, or was changed: give another path, or restore the tables of Optuna.",
        5 or 6 => "Another program holds it: end its transaction, or that program, and try again.",
        ReadOnly => "It can be read only: allow this program to write to the file and its folder, or copy it.",
        10 => "The disk is full, or it or the network failed: make room or check it, and try again.",
        11 => "The file is damaged: restore a copy, or use sqlite3's command .recover.",
        13 => "The disk is full: make room, and try again.",
        3 or 14 or 23 => "Allow this program to read and write the file and its folder.",
        26 => "The file is no database: give another path.",
        _ => "Check the file and its folder.",
    };
}
