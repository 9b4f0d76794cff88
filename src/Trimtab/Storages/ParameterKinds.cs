using Trimtab.Spaces;
using Trimtab.Studies;

namespace Trimtab.Storages;

/// <summary>
/// The distributions that parameters of a study have in finished trials: what another trial asks for must be of the same kind, or the
/// storage would refuse it at the trial's end. Each trial is looked at once. Thread-safe.
/// </summary>
/// <param name="trials">The trials of the study.</param>
internal sealed class ParameterKinds(MemoryTrialStore trials)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Distribution> _first = new(StringComparer.Ordinal);
    private SearchSpace _last = SearchSpace.Empty;
    private int _seen;

    /// <summary>Requires that a parameter may have a distribution.</summary>
    /// <exception cref="TrimtabException">Its class, logarithm or choices differ from those in an earlier trial.</exception>
    public void Require(string name, Distribution distribution)
    {
        if (First(name) is { } first && !first.Equals(distribution)
            && StoredDistribution.Clash(name, Text(first), Text(distribution)) is { } clash)
        {
            throw new TrimtabException(clash);
        }
    }

    private Distribution? First(string name)
    {
        lock (_gate)
        {
            var finished = trials.ReadFinished(_seen);
            foreach (var trial in finished.Where(trial => !ReferenceEquals(trial.Space, _last)))
            {
                _last = trial.Space;
                foreach (var (parameter, distribution) in trial.Space)
                {
                    _first.TryAdd(parameter, distribution);
                }
            }

            _seen += finished.Count;
            return _first.GetValueOrDefault(name);
        }
    }

    private static string Text(Distribution distribution) => StoredDistribution.Of(distribution).ToString();
}
