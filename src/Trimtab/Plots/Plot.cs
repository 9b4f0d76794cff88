namespace Trimtab.Plots;

/// <summary>
/// A plot of the trials of a study, such as "optimization_history" or "slice". Immutable settings; the same trials give the same chart.
/// Thread-safe.
/// </summary>
/// <remarks>
/// A study without the trials a plot needs gives a chart without data, not an error: a plot may be drawn before the first trial. A new plot
/// is one file with a <c>[Named]</c> record, in this library or in a user's assembly (docs/adding/plot.md).
/// <code>
/// var study = new Study();
/// await study.OptimizeAsync(trial => Math.Pow(trial.SuggestFloat("x", -1, 1), 2), 20);
/// foreach (string name in Plot.Catalog.Names)
/// {
///     var plot = Plot.Catalog.Create(name);
///     if (plot.MinObjectives == 1)
///     {
///         Console.WriteLine(plot.Draw(study).Title);
///     }
/// }
/// </code>
/// </remarks>
public abstract record Plot
{
    private static readonly Lazy<Catalog<Plot>> _catalog = new(() => Catalog<Plot>.WithUsersOwn(typeof(Plot).Assembly));

    /// <summary>All plots by name, users' own included. Names are those of Optuna's plot functions, without <c>plot_</c>.</summary>
    public static Catalog<Plot> Catalog => _catalog.Value;

    /// <summary>The name in <see cref="Catalog"/>; that of the type where it has none.</summary>
    public string Name => NamedAttribute.NameOf(GetType());

    /// <summary>The least number of objectives of a study this plot can draw, 1 or more. Default 1.</summary>
    public virtual int MinObjectives => 1;

    /// <summary>Draws the trials of a study as a chart.</summary>
    /// <param name="study">Options and trials; a <see cref="Study"/> is converted.</param>
    /// <exception cref="UnknownNameException">A setting names a parameter or objective that the study does not have.</exception>
    /// <exception cref="TrimtabException">The study has fewer than <see cref="MinObjectives"/> objectives.</exception>
    public abstract Chart Draw(StudySnapshot study);

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);

    /// <summary>The study and what is drawn of it; of several objectives with the name of the one.</summary>
    private protected static string TitleOf(StudySnapshot study, string what, Objective objective) =>
        $"{study.Name}: {what}{(study.Objectives.Count > 1 ? $" of {objective.Name}" : "")}";

    /// <summary>Checks that a study has <see cref="MinObjectives"/> objectives or more.</summary>
    /// <exception cref="TrimtabException">It has fewer.</exception>
    protected void RequireObjectives(StudySnapshot study)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (study.Objectives.Count < MinObjectives)
        {
            string got = Invariant($"'{study.Name}' has {study.Objectives.Count}");
            throw new TrimtabException(Invariant($"The plot '{Name}' needs a study of {MinObjectives} objectives or more. {got}."));
        }
    }
}
