using System.Text;

namespace Trimtab.Sql;

/// <summary>Optuna's schema, revision v3.2.0.a: the tables and columns, with what each database calls its types.</summary>
/// <param name="key">Type of a key that counts up, NOT NULL included.</param>
/// <param name="real">Type of a double.</param>
/// <param name="time">Type of a time without an offset.</param>
/// <param name="word">Type of a column that holds one of a set of words, by the name and the length of the set.</param>
internal sealed class SchemaText(string key, string real, string time, Func<string, int, string> word)
{
    /// <summary>The revision that is written and read.</summary>
    public const string Revision = "v3.2.0.a";

    /// <summary>The number that all revisions since 2018 have had.</summary>
    public const int Version = 12;

    /// <summary>The statements, in an order in which references exist.</summary>
    public string Text { get; } = new StringBuilder()
        .Append(Table("studies", $"study_id {key}", "study_name VARCHAR(512) NOT NULL", "PRIMARY KEY (study_id)"))
        .Append("CREATE UNIQUE INDEX IF NOT EXISTS ix_studies_study_name ON studies (study_name);\n")
        .Append(Table(
            "version_info",
            "version_info_id INTEGER NOT NULL",
            "schema_version INTEGER",
            "library_version VARCHAR(256)",
            "PRIMARY KEY (version_info_id)",
            "CHECK (version_info_id = 1)"))
        .Append(Table(
            "study_directions",
            $"study_direction_id {key}",
            $"direction {word("studydirection", 8)} NOT NULL",
            "study_id INTEGER NOT NULL",
            "objective INTEGER NOT NULL",
            "PRIMARY KEY (study_direction_id)",
            "UNIQUE (study_id, objective)",
            "FOREIGN KEY (study_id) REFERENCES studies (study_id)"))
        .Append(Attributes("study", "studies", "user", key))
        .Append(Attributes("study", "studies", "system", key))
        .Append(Table(
            "trials",
            $"trial_id {key}",
            "number INTEGER",
            "study_id INTEGER",
            $"state {word("trialstate", 8)} NOT NULL",
            $"datetime_start {time}",
            $"datetime_complete {time}",
            "PRIMARY KEY (trial_id)",
            "FOREIGN KEY (study_id) REFERENCES studies (study_id)"))
        .Append("CREATE INDEX IF NOT EXISTS ix_trials_study_id ON trials (study_id);\n")
        .Append(Attributes("trial", "trials", "user", key))
        .Append(Attributes("trial", "trials", "system", key))
        .Append(OfTrial(
            "trial_params",
            "param_name",
            $"param_id {key}",
            "trial_id INTEGER",
            "param_name VARCHAR(512)",
            $"param_value {real}",
            "distribution_json TEXT",
            "PRIMARY KEY (param_id)"))
        .Append(OfTrial(
            "trial_values",
            "objective",
            $"trial_value_id {key}",
            "trial_id INTEGER NOT NULL",
            "objective INTEGER NOT NULL",
            $"value {real}",
            $"value_type {word("trialvaluetype", 7)} NOT NULL",
            "PRIMARY KEY (trial_value_id)"))
        .Append(OfTrial(
            "trial_intermediate_values",
            "step",
            $"trial_intermediate_value_id {key}",
            "trial_id INTEGER NOT NULL",
            "step INTEGER NOT NULL",
            $"intermediate_value {real}",
            $"intermediate_value_type {word("trialintermediatevaluetype", 7)} NOT NULL",
            "PRIMARY KEY (trial_intermediate_value_id)"))
        .Append(Table(
            "trial_heartbeats",
            $"trial_heartbeat_id {key}",
            "trial_id INTEGER NOT NULL",
            $"heartbeat {time} NOT NULL",
            "PRIMARY KEY (trial_heartbeat_id)",
            "UNIQUE (trial_id)",
            "FOREIGN KEY (trial_id) REFERENCES trials (trial_id)"))
        .Append(Table("alembic_version", "version_num VARCHAR(32) NOT NULL", "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)"))
        .ToString();

    private static string Attributes(string owner, string owners, string kind, string key) => Table(
        $"{owner}_{kind}_attributes",
        $"{owner}_{kind}_attribute_id {key}",
        $"{owner}_id INTEGER",
        "\"key\" VARCHAR(512)",
        "value_json TEXT",
        $"PRIMARY KEY ({owner}_{kind}_attribute_id)",
        $"UNIQUE ({owner}_id, \"key\")",
        $"FOREIGN KEY ({owner}_id) REFERENCES {owners} ({owner}_id)");

    private static string OfTrial(string table, string unique, params string[] columns) => Table(
        table, [.. columns, $"UNIQUE (trial_id, {unique})", "FOREIGN KEY (trial_id) REFERENCES trials (trial_id)"]);

    private static string Table(string name, params string[] columns) =>
        $"CREATE TABLE IF NOT EXISTS {name} ({string.Join(", ", columns)});\n";
}
