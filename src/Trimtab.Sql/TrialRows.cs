using System.Data.Common;
using System.Runtime.InteropServices;
using Dapper;
using Trimtab.Storages;

namespace Trimtab.Sql;

/// <summary>
/// Reads trials with one command, which is one round trip to a server: the table of trials first, then each table of what belongs to them,
/// all by the trial's id, so that each row is added to the trial at hand.
/// </summary>
/// <remarks>
/// Names and distributions that trials share are kept once: the driver makes a text of each row. A value that is not of its column's type,
/// which SQLite can hold, is an <see cref="InvalidCastException"/>, where the driver's typed calls would take it for 0.
/// </remarks>
internal sealed class TrialRows
{
    private readonly DbDataReader _rows;
    private readonly List<TrialRow> _trials = [];
    private readonly Dictionary<string, string> _shared = [];

    private TrialRows(DbDataReader rows) => _rows = rows;

    /// <summary>Trials in the order of their ids.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="where">Which trials, of <c>t</c>.</param>
    /// <param name="parameters">Parameters of <paramref name="where"/>.</param>
    public static List<StoredTrial> Read(DbConnection connection, DbTransaction transaction, string where, object parameters)
    {
        using var rows = connection.ExecuteReader(Command(where), parameters, transaction);
        var read = new TrialRows((DbDataReader)rows);
        read.AddTrials();
        read.Add(row => row.Values.Add(read.Number(1)));
        read.Add(row => row.Parameters.Add(read.Shared(1)!, read.Parameter()));
        read.Add(row => row.IntermediateValues.Add(read.Whole(1), read.Number(2)));
        read.Add(row => read.AddAttribute(row.UserAttributes));
        read.Add(row => read.AddAttribute(row.SystemAttributes));
        return read._trials.ConvertAll(row => row.Trial());
    }

    private static string Command(string where)
    {
        string Of(string columns, string table, string order) =>
            $"SELECT p.trial_id, {columns} FROM trials t JOIN {table} p ON p.trial_id = t.trial_id WHERE {where} "
            + $"ORDER BY t.trial_id, p.{order};\n";

        return "SELECT t.trial_id, t.number, CAST(t.state AS VARCHAR(8)), t.datetime_start, t.datetime_complete "
            + $"FROM trials t WHERE {where} ORDER BY t.trial_id;\n"
            + Of("p.value, CAST(p.value_type AS VARCHAR(8))", "trial_values", "objective")
            + Of("p.param_name, p.param_value, p.distribution_json", "trial_params", "param_id")
            + Of(
                "p.step, p.intermediate_value, CAST(p.intermediate_value_type AS VARCHAR(8))",
                "trial_intermediate_values",
                "trial_intermediate_value_id")
            + Of("p.\"key\", p.value_json", "trial_user_attributes", "trial_user_attribute_id")
            + Of("p.\"key\", p.value_json", "trial_system_attributes", "trial_system_attribute_id");
    }

    private void AddTrials()
    {
        while (_rows.Read())
        {
            _trials.Add(new()
            {
                Id = Whole(0),
                Number = checked((int)Whole(1)),
                State = SqlNames.StateOf(Text(2)),
                Started = SqlDialect.ReadTime(_rows.GetValue(3)),
                Completed = SqlDialect.ReadTime(_rows.GetValue(4)),
            });
        }
    }

    /// <summary>Adds each row of the next table to its trial; both are in the order of the trials' ids.</summary>
    private void Add(Action<TrialRow> add)
    {
        _rows.NextResult();
        for (int at = 0; _rows.Read();)
        {
            long trial = Whole(0);
            while (_trials[at].Id != trial)
            {
                at++;
            }

            add(_trials[at]);
        }
    }

    private void AddAttribute(OrderedDictionary<string, string> attributes) =>
        SqlAttributes.Add(attributes, Shared(1), NullableText(2));

    private StoredParameter Parameter() => NullableReal(2) is { } value && Shared(3) is { } distribution
        ? new(value, distribution)
        : throw new TrimtabException($"A parameter must have a value and a distribution. '{Text(1)}' has a row without.");

    /// <summary>The number that a column and the kind after it hold.</summary>
    private double Number(int column) => SqlNames.Number(NullableReal(column), Text(column + 1));

    private long Whole(int column) => _rows.GetValue(column) is var value && value is int whole ? whole : (long)value;

    private double? NullableReal(int column) => _rows.GetValue(column) switch
    {
        DBNull => null,
        long whole => whole,
        var real => (double)real,
    };

    private string Text(int column) => (string)_rows.GetValue(column);

    private string? NullableText(int column) => _rows.GetValue(column) is var value && value is DBNull ? null : (string)value;

    private string? Shared(int column)
    {
        string? text = NullableText(column);
        if (text is null)
        {
            return null;
        }

        ref string? known = ref CollectionsMarshal.GetValueRefOrAddDefault(_shared, text, out _);
        return known ??= text;
    }
}
