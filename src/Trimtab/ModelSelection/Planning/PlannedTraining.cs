using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Planning;

/// <summary>A training that is left to do.</summary>
/// <param name="Key">What it is called by later; compared by reference.</param>
/// <param name="Kind">What it is timed as.</param>
/// <param name="Rows">Rows to train on, every epoch counted.</param>
internal sealed record PlannedTraining(object Key, string Kind, double Rows);

/// <summary>The training of a candidate on all rows, should it be the best.</summary>
/// <param name="Candidate">The candidate; null where it is not known.</param>
/// <param name="Kind">What it is timed as.</param>
/// <param name="Rows">Rows to train on, every epoch counted; 0 where the training is known.</param>
internal sealed record PlannedRefit(ParameterSet? Candidate, string Kind, double Rows);
