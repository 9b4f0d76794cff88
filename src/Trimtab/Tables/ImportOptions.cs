using System.Collections.Frozen;
using Trimtab.Spaces;

namespace Trimtab.Tables;

/// <summary>How the rows of a table become trials.</summary>
public sealed record ImportOptions
{
    /// <summary>
    /// The space whose parameters the table has; it says their types and ranges. Default: the study's, which must be given then.
    /// </summary>
    public SearchSpace? Space { get; init; }

    /// <summary>
    /// Titles of columns that have neither the name of what they hold nor Optuna's title (<c>params_lr</c>, <c>value</c>): by name of a
    /// parameter or objective, the title. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Titles
    {
        get;
        init => field = Setting.Required(value);
    } = FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// Whether rows that the study has already are added again. Default: false, so that a table that has grown adds its new rows, and one
    /// that was imported adds nothing.
    /// </summary>
    /// <remarks>
    /// A row is there already where a trial has its state, parameters, values, start and attributes; of equal rows the study gets as many
    /// as the table has.
    /// </remarks>
    public bool AddsAgain { get; init; }

    /// <summary>
    /// Time zone of times that have none, as those of Optuna's <c>trials_dataframe</c>: local time of the machine that evaluated. Default:
    /// this machine's, so that the same file may give other times on another machine. Files that this library wrote have times in UTC.
    /// </summary>
    public TimeZoneInfo TimeZone { get; init => field = Setting.Required(value); } = TimeZoneInfo.Local;

    /// <summary>
    /// Is given the titles of columns that are no parameter, objective, state, time or attribute, before anything is added. Their cells
    /// become attributes of the trials. Default: <see langword="null"/>.
    /// </summary>
    /// <remarks>Called once, where there are such columns, on the thread that imports; what it throws ends the import.</remarks>
    public Action<IReadOnlyList<string>>? KeptAsAttributes { get; init; }

    /// <summary>Attribute of an imported trial: the file's name and the row, from 1, as <c>results.csv, row 3</c>.</summary>
    public const string SourceAttribute = "imported_from";

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
