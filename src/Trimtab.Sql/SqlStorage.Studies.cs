using System.Data.Common;
using Dapper;
using Trimtab.Storages;

namespace Trimtab.Sql;

/// <content>Creates studies.</content>
public abstract partial class SqlStorage
{
    /// <inheritdoc/>
    protected override void CopyStudyCore(
        StoredStudy study,
        IReadOnlyList<StoredTrial> trials,
        Func<IReadOnlyList<StoredTrial>, IEnumerable<(AttributeKind Kind, string Name, string Json)>> attributes)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(attributes);
        RequireName(study.Name);
        Write((connection, transaction) =>
        {
            long owner = CreateStudy(connection, transaction, study.Name, study.Directions);
            var created = CreateTrials(
                connection, transaction, owner, [.. trials.Select((trial, number) => trial with { Number = number })]);
            foreach (var (kind, name, json) in attributes(created))
            {
                RequireName(name);
                connection.Execute(SqlStatements.SetStudyAttribute(kind), new { owner, name, json }, transaction);
            }

            return owner;
        });
    }

    private long CreateStudy(DbConnection connection, DbTransaction transaction, string name, IReadOnlyList<Direction> directions)
    {
        long study = connection.ExecuteScalar<long?>(
            "INSERT INTO studies (study_name) VALUES (@name) ON CONFLICT (study_name) DO NOTHING RETURNING study_id",
            new { name },
            transaction) ?? throw NameExists(name);
        connection.Execute(
            "INSERT INTO study_directions (direction, study_id, objective) "
            + $"VALUES ({_sql.Direction("@direction")}, @study, @objective)",
            directions.Select((direction, objective) => new { direction = SqlNames.Of(direction), study, objective }),
            transaction);
        return study;
    }
}
