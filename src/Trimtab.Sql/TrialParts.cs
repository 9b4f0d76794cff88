using Trimtab.Storages;

namespace Trimtab.Sql;

/// <summary>What belongs to trials, by their ids.</summary>
internal sealed class TrialParts
{
    /// <summary>Values of the objectives, in their order.</summary>
    public required ILookup<long, double> Values { get; init; }

    /// <summary>Parameters, in the order in which they were set.</summary>
    public required ILookup<long, KeyValuePair<string, StoredParameter>> Parameters { get; init; }

    /// <summary>Intermediate values by step.</summary>
    public required ILookup<long, KeyValuePair<long, double>> IntermediateValues { get; init; }

    /// <summary>Attributes of the user.</summary>
    public required ILookup<long, KeyValuePair<string, string?>> UserAttributes { get; init; }

    /// <summary>Attributes of programs.</summary>
    public required ILookup<long, KeyValuePair<string, string?>> SystemAttributes { get; init; }
}
