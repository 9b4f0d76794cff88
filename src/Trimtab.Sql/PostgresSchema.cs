namespace Trimtab.Sql;

/// <summary>The schema in PostgreSQL's types. Type names are created where they are missing.</summary>
internal static class PostgresSchema
{
    /// <summary>
    /// Finds a study's trials above an id, and its last one, among many. Optuna's index of studies has no ids; a planner that believes a
    /// study to be small takes it, as it is the older one, and reads all of the study. The expressions are in this index alone: with the id
    /// itself as its second column, a planner that believes the table to be small walks all of this index to find a trial by its id.
    /// </summary>
    private static string Index { get; } =
        $"CREATE INDEX IF NOT EXISTS trimtab_study_trials ON trials (({StudyOfTrial("")}), ({IdOfTrial("")}));\n";

    /// <summary>The statements that create it.</summary>
    public static string Text { get; } =
        Type("studydirection", "NOT_SET", "MINIMIZE", "MAXIMIZE")
        + Type("trialstate", "RUNNING", "COMPLETE", "PRUNED", "FAIL", "WAITING")
        + Type("trialvaluetype", "FINITE", "INF_POS", "INF_NEG")
        + Type("trialintermediatevaluetype", "FINITE", "INF_POS", "INF_NEG", "NAN")
        + new SchemaText("SERIAL", "DOUBLE PRECISION", "TIMESTAMP WITHOUT TIME ZONE", (name, _) => name).Text
        + Index
        + PostgresCommits.Schema;

    /// <summary>The study of a trial, as the index has it.</summary>
    /// <param name="prefix">Stands before the column: <c>t.</c>.</param>
    public static string StudyOfTrial(string prefix) => $"({prefix}study_id + 0)";

    /// <summary>The id of a trial, as the index has it.</summary>
    /// <param name="prefix">Stands before the column: <c>t.</c>.</param>
    public static string IdOfTrial(string prefix) => $"({prefix}trial_id + 0)";

    private static string Type(string name, params string[] words) =>
        $"DO $$ BEGIN CREATE TYPE {name} AS ENUM ({string.Join(", ", words.Select(word => $"'{word}'"))}); "
        + "EXCEPTION WHEN duplicate_object THEN NULL; END $$;\n";
}
