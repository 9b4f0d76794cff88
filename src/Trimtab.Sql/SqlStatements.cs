using Trimtab.Storages;

namespace Trimtab.Sql;

/// <summary>Statements that are the same in every database.</summary>
internal static class SqlStatements
{
    /// <summary>The number of a study's newest trial. Ids ascend with numbers, and the index of studies holds ids.</summary>
    public static string LastNumber(SqlDialect sql) =>
        $"SELECT t.number FROM trials t WHERE {sql.IsOfStudy} ORDER BY {sql.IdOfTrial} DESC LIMIT 1";

    /// <summary>
    /// The trial of a number. Ids ascend with numbers, so that of a study's first trial and the number say where to begin to look.
    /// </summary>
    public static string TrialOfNumber(SqlDialect sql) =>
        $"SELECT t.trial_id FROM trials t WHERE {sql.IsOfStudy} AND t.number = @number AND {sql.IdOfTrial} >= "
        + $"(SELECT MIN({sql.IdOfTrial}) FROM trials t WHERE {sql.IsOfStudy}) + @number ORDER BY {sql.IdOfTrial} LIMIT 1";

    /// <summary>The distribution that a parameter has in some trial of a study, and the id of its row.</summary>
    public const string AnyDistribution =
        "SELECT p.param_id, p.distribution_json FROM trials t JOIN trial_params p ON p.trial_id = t.trial_id "
        + "WHERE t.study_id = @study AND p.param_name = @name LIMIT 1";

    /// <summary>How many objectives a study has.</summary>
    public const string CountObjectives = "SELECT COUNT(*) FROM study_directions WHERE study_id = @study";

    /// <summary>How many objectives the study of a trial has.</summary>
    public const string CountObjectivesOfTrial =
        "SELECT COUNT(*) FROM study_directions WHERE study_id = (SELECT study_id FROM trials WHERE trial_id = @trial)";

    /// <summary>Ids of a study's complete trials by their first value, best first, the earliest on ties.</summary>
    public static string Best(Direction direction)
    {
        string order = direction == Direction.Minimize ? "ASC" : "DESC";
        return "SELECT t.trial_id FROM trials t JOIN trial_values v ON v.trial_id = t.trial_id "
            + "WHERE t.study_id = @study AND CAST(t.state AS VARCHAR(8)) = 'COMPLETE' AND v.objective = 0 "
            + $"ORDER BY CASE CAST(v.value_type AS VARCHAR(8)) WHEN 'INF_NEG' THEN -1 WHEN 'INF_POS' THEN 1 ELSE 0 END {order}, "
            + $"v.value {order}, t.trial_id LIMIT @limit";
    }

    private static readonly string[] _ofTrials =
    [
        "trial_user_attributes", "trial_system_attributes", "trial_params", "trial_values", "trial_intermediate_values", "trial_heartbeats",
    ];

    private static readonly string[] _ofStudies =
        ["trials", "study_user_attributes", "study_system_attributes", "study_directions", "studies"];

    /// <summary>Deletes a study: what belongs to its trials, its trials, what belongs to it.</summary>
    public static IEnumerable<string> DeleteStudy =>
    [
        .. _ofTrials.Select(table => $"DELETE FROM {table} WHERE trial_id IN (SELECT trial_id FROM trials WHERE study_id = @study)"),
        .. _ofStudies.Select(table => $"DELETE FROM {table} WHERE study_id = @study"),
    ];

    /// <summary>
    /// Names and distributions of those parameters that are in trials of a study. Not a join: a planner that believes the study to be small
    /// would begin with its trials.
    /// </summary>
    /// <param name="where">Which parameters, of <c>p</c>; a few.</param>
    public static string Distributions(string where) =>
        "SELECT p.param_name, p.distribution_json FROM trial_params p "
        + $"WHERE {where} AND (SELECT t.study_id FROM trials t WHERE t.trial_id = p.trial_id) = @study";

    /// <summary>Sets an attribute of a study; the last value stays.</summary>
    public static string SetStudyAttribute(AttributeKind kind) =>
        $"INSERT INTO {Table("study", kind)} (study_id, \"key\", value_json) VALUES (@owner, @name, @json) "
        + "ON CONFLICT (study_id, \"key\") DO UPDATE SET value_json = excluded.value_json";

    /// <summary>JSON of an attribute.</summary>
    /// <param name="owner"><c>study</c> or <c>trial</c>.</param>
    /// <param name="kind">Whose attribute it is.</param>
    public static string Attribute(string owner, AttributeKind kind) =>
        $"SELECT value_json FROM {Table(owner, kind)} WHERE {owner}_id = @owner AND \"key\" = @name";

    /// <summary>The table of attributes.</summary>
    public static string Table(string owner, AttributeKind kind) =>
        $"{owner}_{(kind == AttributeKind.User ? "user" : "system")}_attributes";
}
