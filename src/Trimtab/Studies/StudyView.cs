using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>What may be known of a study when a trial is begun.</summary>
/// <param name="History">The trials whose results may be seen.</param>
/// <param name="Pending">What the other trials before it were given.</param>
/// <param name="Resuming">The paused trials that those resume.</param>
internal sealed record StudyView(History History, IReadOnlyList<ParameterSet> Pending, IReadOnlySet<int> Resuming);
