using Trimtab.Storages;

namespace Trimtab.Sql;

/// <summary>A trial while its rows are read: one of the table of trials, then those that belong to it.</summary>
internal sealed class TrialRow
{
    /// <summary>Id.</summary>
    public required long Id { get; init; }

    /// <summary>Number in its study.</summary>
    public required int Number { get; init; }

    /// <summary>State.</summary>
    public required TrialState State { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset? Started { get; init; }

    /// <summary>When it finished.</summary>
    public required DateTimeOffset? Completed { get; init; }

    /// <summary>Values of the objectives, in their order.</summary>
    public List<double> Values { get; } = [];

    /// <summary>Parameters, in the order in which they were set.</summary>
    public OrderedDictionary<string, StoredParameter> Parameters { get; } = [];

    /// <summary>Intermediate values by step.</summary>
    public OrderedDictionary<long, double> IntermediateValues { get; } = [];

    /// <summary>Attributes of the user.</summary>
    public OrderedDictionary<string, string> UserAttributes { get; } = [];

    /// <summary>Attributes of programs.</summary>
    public OrderedDictionary<string, string> SystemAttributes { get; } = [];

    /// <summary>The trial.</summary>
    public StoredTrial Trial() => new()
    {
        Id = Id,
        Number = Number,
        State = State,
        Started = Started,
        Completed = Completed,
        Values = Values.Count > 0 ? Values.ToArray() : null,
        Parameters = Parameters,
        IntermediateValues = IntermediateValues,
        UserAttributes = UserAttributes,
        SystemAttributes = SystemAttributes,
    };
}
