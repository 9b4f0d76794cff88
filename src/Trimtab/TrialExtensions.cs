namespace Trimtab;

/// <summary>Extensions of lists of trials.</summary>
public static class TrialExtensions
{
    extension(IEnumerable<Trial> trials)
    {
        /// <summary>
        /// The complete trials from the best to the worst: those that satisfy the constraints by their value, then the others by their
        /// violation, equal ones by their value; the earliest first on ties. Trials without the value, or with NaN, are left out.
        /// </summary>
        /// <remarks>
        /// The rule of Deb, "An efficient constraint handling method for genetic algorithms" (2000): the first trial may violate the
        /// constraints where all do, as when a search must start somewhere. To take the first costs O(n), to take all O(n log n).
        /// <code>
        /// Trial? best = study.Trials.BestFirst(new Objective("loss")).FirstOrDefault();
        /// </code>
        /// </remarks>
        /// <param name="objective">The objective that compares feasible trials.</param>
        public IEnumerable<Trial> BestFirst(Objective objective)
        {
            ArgumentNullException.ThrowIfNull(trials);
            ArgumentNullException.ThrowIfNull(objective);
            return trials
                .Where(trial => trial.State == TrialState.Complete && !double.IsNaN(Loss(trial)))
                .OrderBy(trial => !trial.IsFeasible)
                .ThenBy(trial => trial.IsFeasible ? 0 : trial.Violation)
                .ThenBy(Loss)
                .ThenBy(trial => trial.Number);

            double Loss(Trial trial) => trial.Values.TryGetValue(objective.Name, out double value) ? objective.Loss(value) : double.NaN;
        }
    }
}
