using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>What may be known of a study when a trial is begun.</summary>
/// <param name="History">The trials whose results may be seen.</param>
/// <param name="Pending">What the other trials before it were given.</param>
internal sealed record StudyView(History History, IReadOnlyList<ParameterSet> Pending);
