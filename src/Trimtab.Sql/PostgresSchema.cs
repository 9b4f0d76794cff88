namespace Trimtab.Sql;

/// <summary>The schema in PostgreSQL's types. Type names are created where they are missing.</summary>
internal static class PostgresSchema
{
    /// <summary>The statements that create it.</summary>
    public static string Text { get; } =
        Type("studydirection", "NOT_SET", "MINIMIZE", "MAXIMIZE")
        + Type("trialstate", "RUNNING", "COMPLETE", "PRUNED", "FAIL", "WAITING")
        + Type("trialvaluetype", "FINITE", "INF_POS", "INF_NEG")
        + Type("trialintermediatevaluetype", "FINITE", "INF_POS", "INF_NEG", "NAN")
        + new SchemaText("SERIAL", "DOUBLE PRECISION", "TIMESTAMP WITHOUT TIME ZONE", (name, _) => name).Text
        + PostgresCommits.Schema;

    private static string Type(string name, params string[] words) =>
        $"DO $$ BEGIN CREATE TYPE {name} AS ENUM ({string.Join(", ", words.Select(word => $"'{word}'"))}); "
        + "EXCEPTION WHEN duplicate_object THEN NULL; END $$;\n";
}
