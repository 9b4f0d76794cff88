using Trimtab.Storages;

namespace Trimtab.Sql;

/// <summary>A row of the table of trials.</summary>
internal sealed class TrialRow
{
    /// <summary>Id.</summary>
    public long Id { get; init; }

    /// <summary>Number in its study.</summary>
    public int Number { get; init; }

    /// <summary>Word of its state.</summary>
    public string State { get; init; } = "";

    /// <summary>When it was begun, as the database has it.</summary>
    public object? Started { get; init; }

    /// <summary>When it finished, as the database has it.</summary>
    public object? Completed { get; init; }

    /// <summary>The trial, with all that belongs to it.</summary>
    public StoredTrial Trial(TrialParts parts) => new()
    {
        Id = Id,
        Number = Number,
        State = SqlNames.StateOf(State),
        Started = SqlDialect.ReadTime(Started),
        Completed = SqlDialect.ReadTime(Completed),
        Values = parts.Values[Id].ToArray() is { Length: > 0 } values ? values : null,
        Parameters = new OrderedDictionary<string, StoredParameter>(parts.Parameters[Id]),
        IntermediateValues = new OrderedDictionary<long, double>(parts.IntermediateValues[Id]),
        UserAttributes = SqlAttributes.Of(parts.UserAttributes[Id]),
        SystemAttributes = SqlAttributes.Of(parts.SystemAttributes[Id]),
    };
}
